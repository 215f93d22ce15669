import fc from 'fast-check'
import { localPubSub, type PresenceChange, presence, presenceList } from 'oriel/bus'
import { expect, test, vi } from 'vitest'
import { fakeTimers } from '../actor/fake-timers.ts'
import { type EndingOwner, owner } from './owner.ts'

const step = fc.record({
  verb: fc.constantFrom('track', 'track', 'untrack', 'end', 'pass', 'pass', 'break', 'mend'),
  owner: fc.nat({ max: 3 }),
  key: fc.constantFrom('ana', 'ben', 'cleo', 'nobody'),
  // A meta may be shared by several owners, so identity alone does not tell entries apart.
  meta: fc.constantFrom({ device: 'phone' }, { device: 'laptop' }),
  ms: fc.constantFrom(60, 150, 300),
})

/** Does what a change says to the metas that were there before. */
function apply(metas: readonly object[], { joined, left }: PresenceChange<object, string>): object[] {
  const next = [...metas]
  for (const meta of left) next.splice(next.indexOf(meta), 1)
  return [...next, ...joined]
}

const inOrder = (metas: readonly object[]) => metas.map((meta) => JSON.stringify(meta)).sort()

test('in the end a list shows who is there, and what was told adds up to it, whatever fails meanwhile', async () => {
  fakeTimers()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const pubsub = localPubSub()
      const people = presence<object>(pubsub, 'people')
      const told = new Map<string, readonly object[]>()
      const errors: unknown[] = []
      let isBroken = false
      let lookUps = 0
      const guests = presenceList(pubsub, 'guests', {
        of: people,
        async fetch(keys) {
          expect(++lookUps).toBe(1)
          expect(new Set(keys).size).toBe(keys.length)
          await new Promise((resolve) => setTimeout(resolve, 150))
          lookUps--
          if (isBroken) throw new Error('broken')
          return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.toUpperCase()]))
        },
        handleMetas(change) {
          const metas = apply(told.get(change.key) ?? [], change)
          expect(inOrder(metas)).toEqual(inOrder(change.metas))
          told.set(change.key, metas)
        },
        onError: (error) => errors.push(error),
      })
      const owners = new Map<number, EndingOwner>()
      for (const [at, { verb, owner: number, key, meta, ms }] of steps.entries()) {
        const who = owners.get(number) ?? owner(`${number} since ${at}`)
        owners.set(number, who)
        if (verb === 'end') {
          who.end()
          owners.delete(number)
        } else if (verb === 'untrack') people.untrack(who, key)
        else if (verb === 'track') {
          people.untrack(who, key)
          people.track(who, key, meta)
        } else if (verb === 'pass') await vi.advanceTimersByTimeAsync(ms)
        else isBroken = verb === 'break'
      }
      isBroken = false
      await vi.advanceTimersByTimeAsync(3000)

      const shown = [...people.list()].filter(([key]) => key !== 'nobody')
      const listed = guests.list().map(({ key, metas, value }) => [key, value, inOrder(metas)])
      expect(listed.sort()).toEqual(
        shown.map(([key, metas]) => [key, key.toUpperCase(), inOrder(metas)]).sort(),
      )
      for (const [key, metas] of told) expect(inOrder(metas)).toEqual(inOrder(guests.get(key)?.metas ?? []))
      expect(errors.filter((error) => String(error) !== 'Error: broken')).toEqual([])
      guests.close()
      expect(vi.getTimerCount()).toBe(0)
    }),
    { numRuns: 200 },
  )
})
