import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Scheduler } from '../../../src/live/actor/scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets the event loop go round, while the clock stands still. */
const round = () => new Promise((resolve) => setImmediate(resolve))

/** A scheduler, and what has run so far. */
function scheduling({ sliceMs = 10, mergeMs = 16 } = {}) {
  const scheduler = new Scheduler({ sliceMs, mergeMs })
  const log: string[] = []
  /** Something that takes some time whenever it runs. */
  const work = (name: string, ms = 0) => ({
    run() {
      log.push(name)
      vi.advanceTimersByTime(ms)
    },
  })
  return { scheduler, log, work }
}

test('what may run later runs with the next round of the event loop when nothing went before', async () => {
  const { scheduler, log, work } = scheduling()
  scheduler.schedule(work('a', 5), 'later')
  scheduler.schedule(work('b', 5), 'later')
  expect(log).toEqual([])
  await round()
  expect(log).toEqual(['a', 'b'])
})

test('after a round there is a pause as long as it was, and what comes in it runs together', async () => {
  const { scheduler, log, work } = scheduling()
  scheduler.schedule(work('a', 2), 'later')
  scheduler.schedule(work('b', 4), 'later')
  await round()
  scheduler.schedule(work('c'), 'later')
  vi.advanceTimersByTime(5)
  scheduler.schedule(work('d'), 'later')
  await round()
  expect(log).toEqual(['a', 'b'])
  vi.advanceTimersByTime(1)
  await round()
  expect(log).toEqual(['a', 'b', 'c', 'd'])
})

test('what comes when the pause is over waits for nothing, and no timer is left', async () => {
  const { scheduler, log, work } = scheduling()
  scheduler.schedule(work('a', 5), 'later')
  await round()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(5)
  scheduler.schedule(work('b', 5), 'later')
  await round()
  expect(log).toEqual(['a', 'b'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a pause is no longer than it may be', async () => {
  const { scheduler, log, work } = scheduling({ mergeMs: 16 })
  scheduler.schedule(work('a', 100), 'later')
  await round()
  scheduler.schedule(work('b'), 'later')
  vi.advanceTimersByTime(15)
  await round()
  expect(log).toEqual(['a'])
  vi.advanceTimersByTime(1)
  await round()
  expect(log).toEqual(['a', 'b'])
})

test('while pauses bring something together, each is twice as long as the one before, up to the longest', async () => {
  const { scheduler, log, work } = scheduling({ mergeMs: 16 })
  const pauses: number[] = []
  /** Lets something wait, which has more to do meanwhile or not, and notes how long it has to. */
  const wait = async (isMerged: boolean) => {
    const runs = log.length
    scheduler.schedule(work('shown', 3), 'later')
    if (isMerged) scheduler.merge()
    let ms = 0
    for (; log.length === runs; ms++) {
      vi.advanceTimersByTime(ms === 0 ? 0 : 1)
      await round()
    }
    pauses.push(ms - 1)
  }
  for (const isMerged of [false, true, true, true, true, false, false]) await wait(isMerged)
  expect(pauses).toEqual([0, 3, 6, 12, 16, 16, 3])
})

test('after a round that took hardly any time there is no pause', async () => {
  const { scheduler, log, work } = scheduling()
  scheduler.schedule(work('a', 0.9), 'later')
  await round()
  scheduler.schedule(work('b'), 'later')
  await round()
  expect(log).toEqual(['a', 'b'])
})

test('there is never a pause where none is allowed', async () => {
  const { scheduler, log, work } = scheduling({ mergeMs: 0 })
  scheduler.schedule(work('a', 100), 'later')
  await round()
  scheduler.schedule(work('b'), 'later')
  await round()
  expect(log).toEqual(['a', 'b'])
})

test('what runs now waits for no pause', async () => {
  const { scheduler, log, work } = scheduling()
  scheduler.schedule(work('shown', 5), 'later')
  await round()
  scheduler.schedule(work('shown again'), 'later')
  scheduler.schedule(work('click', 5))
  await round()
  expect(log).toEqual(['shown', 'click'])
  // The time that it took is not that of a round.
  await round()
  expect(log).toEqual(['shown', 'click', 'shown again'])
})

test('a round of several slices has no pause within, and what runs now does not wait for its end', async () => {
  const { scheduler, log, work } = scheduling()
  for (const name of ['a', 'b', 'c']) scheduler.schedule(work(name, 10), 'later')
  await round()
  scheduler.schedule(work('click'))
  scheduler.schedule(work('next'), 'later')
  await round()
  await round()
  expect(log).toEqual(['a', 'click', 'b', 'c'])
  vi.advanceTimersByTime(15)
  await round()
  expect(log).toEqual(['a', 'click', 'b', 'c'])
  vi.advanceTimersByTime(1)
  await round()
  expect(log).toEqual(['a', 'click', 'b', 'c', 'next'])
})

test('where there is much to do both now and later, each has half of a slice', async () => {
  const { scheduler, log, work } = scheduling()
  for (let i = 0; i < 10; i++) scheduler.schedule(work('now', 1))
  for (let i = 0; i < 10; i++) scheduler.schedule(work('later', 1), 'later')
  const slice = [...Array(5).fill('now'), ...Array(5).fill('later')]
  await round()
  expect(log).toEqual(slice)
  await round()
  expect(log).toEqual([...slice, ...slice])
})
