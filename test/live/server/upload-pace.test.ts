import { setImmediate as round } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { UploadPace } from '../../../src/live/server/upload-pace.ts'

/** Lets so many wait for their turn; gives those who have had it. */
function waiting(count: number): readonly number[] {
  const pace = new UploadPace()
  const order: number[] = []
  for (let i = 0; i < count; i++) void pace.turn().then(() => order.push(i))
  return order
}

test('a few that wait go on one after another, in the next rounds of the event loop', async () => {
  const order = waiting(4)
  for (let rounds = 1; rounds <= 4; rounds++) {
    await round()
    expect(order).toHaveLength(rounds)
  }
})

test('of many that wait a few go on in each millisecond, in the order in which they came', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const order = waiting(50)
  await round()
  expect(order).toEqual([0, 1])
  for (const [ms, gone] of [
    [1, 4],
    [7, 18],
    [27, 45],
  ] as const) {
    await vi.advanceTimersByTimeAsync(ms)
    expect(order).toEqual(Array.from({ length: gone }, (_, i) => i))
  }
  await vi.advanceTimersByTimeAsync(1)
  while (order.length < 50) await round()
})

test('whoever comes while others wait goes behind them', async () => {
  const pace = new UploadPace()
  const order: string[] = []
  for (const name of ['first', 'second', 'third']) void pace.turn().then(() => order.push(name))
  await round()
  await pace.turn().then(() => order.push('late'))
  expect(order).toEqual(['first', 'second', 'third', 'late'])
})
