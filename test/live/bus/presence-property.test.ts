import fc from 'fast-check'
import { localPubSub, type PresenceDiff, presence } from 'oriel/bus'
import { expect, test } from 'vitest'
import { type EndingOwner, owner } from './owner.ts'

type State = ReadonlyMap<string, readonly object[]>

const action = fc.record({
  verb: fc.constantFrom('track', 'track', 'update', 'untrack', 'end'),
  owner: fc.nat({ max: 3 }),
  key: fc.constantFrom('lobby', 'kitchen', 'garden'),
  // A meta may be shared by several owners, so identity alone does not tell entries apart.
  meta: fc.nat({ max: 2 }),
})

const metas = [{ device: 'phone' }, { device: 'laptop' }, { device: 'tablet' }] as const

function apply(state: State, { joins, leaves }: PresenceDiff<object>): State {
  const next = new Map([...state].map(([key, present]) => [key, [...present]]))
  for (const [key, leaving] of leaves)
    for (const meta of leaving) next.get(key)?.splice(next.get(key)?.indexOf(meta) ?? 0, 1)
  for (const [key, joining] of joins) next.set(key, [...(next.get(key) ?? []), ...joining])
  return new Map([...next].filter(([, present]) => present.length > 0))
}

test('the diffs of any interleaving, applied to an empty state, give the list', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const pubsub = localPubSub()
      const people = presence<object>(pubsub, 'room')
      const owners = new Map<number, EndingOwner>()
      const tracked = new Set<string>()
      let state: State = new Map()
      pubsub.subscribe(people.changes, (diff) => {
        state = apply(state, diff)
      })

      for (const [step, { verb, owner: number, key, meta }] of actions.entries()) {
        const who = owners.get(number) ?? owner(`${number} since ${step}`)
        const entry = `${number} ${key}`
        owners.set(number, who)
        if (verb === 'end') {
          who.end()
          owners.delete(number)
          for (const other of tracked) if (other.startsWith(`${number} `)) tracked.delete(other)
        } else if (verb === 'untrack') {
          people.untrack(who, key)
          tracked.delete(entry)
        } else if (tracked.has(entry)) {
          people.update(who, key, metas[meta]!)
        } else if (verb === 'track') {
          people.track(who, key, metas[meta]!)
          tracked.add(entry)
        }
        expect(people.list()).toEqual(state)
      }
      const sizes = [...people.list().values()].map((present) => present.length)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(tracked.size)
    }),
  )
})
