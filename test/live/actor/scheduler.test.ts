import { expect, test } from 'vitest'
import { Scheduler } from '../../../src/live/actor/scheduler.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Keeps the thread busy. */
function work(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

test('what is scheduled runs later, in order', async () => {
  const log: string[] = []
  const scheduler = new Scheduler({ sliceMs: 10, mergeMs: 0 })
  for (const name of ['a', 'b']) scheduler.schedule({ run: () => void log.push(name) })
  expect(log).toEqual([])
  await turn()
  expect(log).toEqual(['a', 'b'])
})

test('what is scheduled while others run takes its turn after them', async () => {
  const log: string[] = []
  const scheduler = new Scheduler({ sliceMs: 10, mergeMs: 0 })
  const again = { run: () => void log.push('again') }
  scheduler.schedule({
    run() {
      log.push('first')
      scheduler.schedule(again)
    },
  })
  scheduler.schedule({ run: () => void log.push('second') })
  await turn()
  await turn()
  expect(log).toEqual(['first', 'second', 'again'])
})

test('after a slice of work the event loop has its turn, and then the rest runs in order', async () => {
  const log: string[] = []
  const scheduler = new Scheduler({ sliceMs: 1, mergeMs: 0 })
  const slow = (name: string) => ({
    run() {
      log.push(name)
      work(2)
    },
  })
  for (const name of ['a', 'b', 'c']) scheduler.schedule(slow(name))
  setImmediate(() => log.push('loop'))
  while (log.length < 4) await turn()
  expect(log).toEqual(['a', 'loop', 'b', 'c'])
})

test('who holds up everything else for too long is told of by name', async () => {
  const told: [turn: string, isLong: boolean][] = []
  const scheduler = new Scheduler({ sliceMs: 10, mergeMs: 0 })
  scheduler.watch({ ms: 20, tell: (turn, ms) => told.push([turn, ms >= 20]) })
  scheduler.schedule({ turn: 'handleEvent.quick of /', run: () => {} })
  scheduler.schedule({ turn: 'handleEvent.slow of /', run: () => work(21) })
  scheduler.schedule({ run: () => work(21) })
  while (told.length < 2) await turn()
  expect(told).toEqual([
    ['handleEvent.slow of /', true],
    ['A turn', true],
  ])
})
