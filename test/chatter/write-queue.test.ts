import { expect, test } from 'vitest'
import { type WriteQueue, type WriteQueueOptions, writeQueue } from '../../src/chatter/write-queue.ts'

interface Scripted {
  readonly queue: WriteQueue<string, string>
  /** The batches given to the database so far. */
  readonly batches: string[][]
  readonly events: string[]
  readonly time: { now: number }
  /** Ends the batch that is being written, well or with an error. */
  finish(error?: Error): Promise<void>
}

/** A queue before a database that answers when the test says so. */
function scripted(options: Partial<WriteQueueOptions<string, string>> = {}): Scripted {
  const batches: string[][] = []
  const events: string[] = []
  const time = { now: 0 }
  let settle: ((error?: Error) => void) | undefined
  const queue = writeQueue<string, string>({
    write: (batch) => {
      batches.push([...batch])
      return new Promise((resolve, reject) => {
        settle = (error) => (error ? reject(error) : resolve(batch.map((item) => item.toUpperCase())))
      })
    },
    blamesItem: (error) => (error as Error).message === 'bad item',
    onFailure: (error) => events.push(`failure: ${(error as Error).message}`),
    onRecovery: () => events.push('recovery'),
    clock: () => time.now,
    ...options,
  })
  const finish = async (error?: Error) => {
    settle?.(error)
    await new Promise(setImmediate)
  }
  return { queue, batches, events, time, finish }
}

const down = new Error('down')

test('what waits while a batch is written is the next batch, in its order', async () => {
  const { queue, batches, finish } = scripted()
  const written = Promise.all(['a', 'b', 'c'].map((item) => queue.add(item)))
  await finish()
  await finish()
  expect(await written).toEqual(['A', 'B', 'C'])
  expect(batches).toEqual([['a'], ['b', 'c']])
})

test('a batch has a largest size', async () => {
  const { queue, batches, finish } = scripted({ batchSize: 2 })
  for (const item of ['a', 'b', 'c', 'd']) queue.add(item)
  for (let batch = 0; batch < 3; batch += 1) await finish()
  expect(batches).toEqual([['a'], ['b', 'c'], ['d']])
})

test('when as many wait as may, one more fails at once', async () => {
  const { queue, batches, finish } = scripted({ capacity: 2 })
  for (const item of ['a', 'b', 'c']) queue.add(item)
  expect(await queue.add('d')).toBeUndefined()
  await finish()
  await finish()
  expect(batches).toEqual([['a'], ['b', 'c']])
})

test('who has waited too long fails, and is not written', async () => {
  const { queue, batches, time, finish } = scripted({ patience: 1_000 })
  queue.add('a')
  const late = queue.add('b')
  time.now = 500
  const patient = queue.add('c')
  time.now = 1_001
  await finish()
  expect(await late).toBeUndefined()
  await finish()
  expect(await patient).toBe('C')
  expect(batches).toEqual([['a'], ['c']])
})

test('a failure fails its batch, and is told once until a success', async () => {
  const { queue, events, finish } = scripted()
  const first = queue.add('a')
  const second = queue.add('b')
  await finish(down)
  await finish(down)
  expect([await first, await second]).toEqual([undefined, undefined])
  expect(events).toEqual(['failure: down'])
  const third = queue.add('c')
  await finish()
  expect(await third).toBe('C')
  expect(events).toEqual(['failure: down', 'recovery'])
})

test('a batch that one item has spoilt is written item by item', async () => {
  const { queue, batches, finish } = scripted()
  queue.add('a')
  const written = Promise.all(['b', 'c', 'd'].map((item) => queue.add(item)))
  const bad = new Error('bad item')
  await finish()
  await finish(bad)
  await finish()
  await finish(bad)
  await finish()
  expect(await written).toEqual(['B', undefined, 'D'])
  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['b'], ['c'], ['d']])
})

test('it is drained when nothing waits any more', async () => {
  const { queue, finish } = scripted()
  await queue.drained()
  let isDrained = false
  queue.add('a')
  queue.add('b')
  const drained = queue.drained().then(() => {
    isDrained = true
  })
  await finish()
  expect(isDrained).toBe(false)
  await finish()
  await drained
  expect(isDrained).toBe(true)
})
