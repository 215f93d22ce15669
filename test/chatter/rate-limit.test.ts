import { expect, test } from 'vitest'
import { rateLimit } from '../../src/chatter/rate-limit.ts'
import { testChatter } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { refusalOf } from '../support/problems.ts'

const database = await testDatabase()

/** A limit of 5 a second with bursts of 10, at a time that the test sets. */
function limit(rate = 5) {
  const time = { now: 1_000 }
  return { time, mayPass: rateLimit({ rate, burst: 10, clock: () => time.now }) }
}

/** How many of `tries` pass at once. */
const passing = (mayPass: (key: string) => boolean, tries: number, key = 'ana') =>
  Array.from({ length: tries }, () => mayPass(key)).filter(Boolean).length

test('a burst passes, and then nothing does', () => {
  const { mayPass } = limit()
  expect(passing(mayPass, 15)).toBe(10)
})

test('after a burst, the rate passes', () => {
  const { time, mayPass } = limit()
  passing(mayPass, 10)
  time.now += 199
  expect(passing(mayPass, 3)).toBe(0)
  time.now += 1
  expect(passing(mayPass, 3)).toBe(1)
  time.now += 1_000
  expect(passing(mayPass, 10)).toBe(5)
})

test('a long rest gives one burst and not more', () => {
  const { time, mayPass } = limit()
  passing(mayPass, 10)
  time.now += 3_600_000
  expect(passing(mayPass, 20)).toBe(10)
})

test('each key has its own', () => {
  const { mayPass } = limit()
  passing(mayPass, 10, 'ana')
  expect(passing(mayPass, 10, 'ben')).toBe(10)
})

test('forgetting the rested ones does not free the busy ones', () => {
  const { time, mayPass } = limit(0.01)
  passing(mayPass, 10, 'ana')
  time.now += 60_001
  expect(mayPass('ben')).toBe(true)
  expect(mayPass('ana')).toBe(false)
})

test('a rate of 0 lets everything pass', () => {
  const { mayPass } = limit(0)
  expect(passing(mayPass, 1_000)).toBe(1_000)
})

test('who sends too fast is told so, and may send again after a moment', async () => {
  const time = { now: Date.now() }
  const { chat, ana, ben } = await testChatter(database, { messageRate: 5, clock: () => time.now })
  const results = await Promise.all(Array.from({ length: 12 }, () => chat.send(ana, 'hello')))
  expect(results.map(({ ok }) => ok)).toEqual([...Array(10).fill(true), false, false])
  expect(refusalOf(results[11]!)).toEqual({
    content: 'You are sending messages too fast. Wait a moment and send it again.',
  })
  expect((await chat.send(ben, 'hello')).ok).toBe(true)
  time.now += 200
  expect((await chat.send(ana, 'hello')).ok).toBe(true)
})

test('what breaks a rule does not count', async () => {
  const { chat, ana } = await testChatter(database, { messageRate: 5, clock: () => 0 })
  for (let index = 0; index < 20; index += 1) await chat.send(ana, '')
  expect((await chat.send(ana, 'hello')).ok).toBe(true)
})
