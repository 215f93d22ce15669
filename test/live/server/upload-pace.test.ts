import { setImmediate as round } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { UploadPace } from '../../../src/live/server/upload-pace.ts'

/** Lets so many wait for their turn, and gives how many have had it after each round of the event loop. */
async function goneOn(count: number): Promise<{ readonly order: number[]; readonly after: number[] }> {
  const pace = new UploadPace()
  const order: number[] = []
  for (let i = 0; i < count; i++) void pace.turn().then(() => order.push(i))
  const after: number[] = []
  while (order.length < count) {
    await round()
    after.push(order.length)
  }
  return { order, after }
}

test('one that waits alone goes on in the next round', async () => {
  expect((await goneOn(1)).after).toEqual([1])
})

test('of many that wait a few go on in each round, in the order in which they came', async () => {
  const { order, after } = await goneOn(50)
  expect(order).toEqual(Array.from({ length: 50 }, (_, i) => i))
  const steps = after.map((count, i) => count - (after[i - 1] ?? 0))
  expect(Math.max(...steps)).toBe(2)
  expect(after.length).toBeLessThanOrEqual(50)
})

test('whoever comes while others wait goes behind them', async () => {
  const pace = new UploadPace()
  const order: string[] = []
  for (const name of ['first', 'second', 'third']) void pace.turn().then(() => order.push(name))
  await round()
  await pace.turn().then(() => order.push('late'))
  expect(order).toEqual(['first', 'second', 'third', 'late'])
})
