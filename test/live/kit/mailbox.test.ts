import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Mailbox } from '../../../src/live/kit/mailbox.ts'

test('messages come out in the order in which they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(), { nil: undefined })), (steps) => {
      const mailbox = new Mailbox<number>(20)
      const queue: number[] = []
      for (const step of steps) {
        if (step === undefined) expect(mailbox.shift()).toBe(queue.shift())
        else if (queue.length < 20) {
          expect(mailbox.push(step)).toBe(true)
          queue.push(step)
        } else expect(mailbox.push(step)).toBe(false)
        expect(mailbox.size).toBe(queue.length)
      }
    }),
  )
})

test('a full mailbox takes nothing, and something again once it has been read', () => {
  const mailbox = new Mailbox<string>(2)
  expect(['a', 'b', 'c'].map((each) => mailbox.push(each))).toEqual([true, true, false])
  expect(mailbox.shift()).toBe('a')
  expect(mailbox.push('d')).toBe(true)
  expect([mailbox.shift(), mailbox.shift(), mailbox.shift()]).toEqual(['b', 'd', undefined])
})

test('a mailbox is crowded when half of what may wait does', () => {
  const mailbox = new Mailbox<string>(4)
  mailbox.push('a')
  expect(mailbox.isCrowded).toBe(false)
  mailbox.push('b')
  expect(mailbox.isCrowded).toBe(true)
  mailbox.shift()
  expect(mailbox.isCrowded).toBe(false)
})

test('a cleared mailbox is empty and takes messages', () => {
  const mailbox = new Mailbox<string>(1)
  mailbox.push('a')
  mailbox.clear()
  expect([mailbox.size, mailbox.shift()]).toEqual([0, undefined])
  expect(mailbox.push('b')).toBe(true)
})

test('a mailbox that is never empty forgets what has been read', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const mailbox = new Mailbox<object>(5)
  const first = new WeakRef({})
  mailbox.push(first.deref()!)
  for (let i = 0; i < 20; i++) {
    mailbox.push({})
    mailbox.shift()
  }
  // A reference that was looked at holds until the turn of the event loop is over.
  await new Promise((resolve) => setImmediate(resolve))
  collect()
  expect(mailbox.size).toBe(1)
  expect(first.deref()).toBeUndefined()
})
