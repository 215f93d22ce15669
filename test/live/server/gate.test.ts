import { expect, test } from 'vitest'
import { Gate } from '../../../src/live/server/gate.ts'

/** A task that runs until it is told to end. */
function task(log: string[], name: string) {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const run = async () => {
    log.push(name)
    await ended
    return name
  }
  return { run, end }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('as many tasks run at once as there are places, and the others wait in order', async () => {
  const log: string[] = []
  const gate = new Gate(2)
  const tasks = ['a', 'b', 'c', 'd'].map((name) => task(log, name))
  const passed = tasks.map(({ run }) => gate.pass(run))
  await turn()
  expect(log).toEqual(['a', 'b'])
  tasks[1]!.end()
  await turn()
  expect(log).toEqual(['a', 'b', 'c'])
  for (const { end } of tasks) end()
  expect(await Promise.all(passed)).toEqual(['a', 'b', 'c', 'd'])
})

test('a task that fails gives its place to the next', async () => {
  const gate = new Gate(1)
  const failed = gate.pass(async () => {
    throw new Error('planted')
  })
  const next = gate.pass(async () => 'next')
  await expect(failed).rejects.toThrow('planted')
  expect(await next).toBe('next')
})

test('a place that was handed on is taken', async () => {
  const log: string[] = []
  const gate = new Gate(1)
  const [first, second, third] = [task(log, 'a'), task(log, 'b'), task(log, 'c')]
  const passed = [gate.pass(first.run), gate.pass(second.run)]
  first.end()
  await passed[0]
  passed.push(gate.pass(third.run))
  await turn()
  expect(log).toEqual(['a', 'b'])
  second.end()
  third.end()
  await Promise.all(passed)
})
