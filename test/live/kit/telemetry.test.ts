import { AsyncLocalStorage } from 'node:async_hooks'
import { tracingChannel } from 'node:diagnostics_channel'
import { expect, onTestFinished, test } from 'vitest'
import { span } from '../../../src/live/kit/telemetry.ts'

const facts = () => ({ view: '/', id: 'x' })

/** Each point of the renders that are told of during a test, with what was told there. */
function listen(): (readonly [point: string, facts: object])[] {
  const told: (readonly [string, object])[] = []
  const at = (point: string) => (course: object) => {
    told.push([point, { ...course }])
  }
  const points = {
    start: at('start'),
    end: at('end'),
    asyncStart: at('asyncStart'),
    asyncEnd: at('asyncEnd'),
    error: at('error'),
  }
  const channels = tracingChannel('oriel:render')
  channels.subscribe(points)
  onTestFinished(() => void channels.unsubscribe(points))
  return told
}

test('while nobody listens a callback runs as it is, and nobody is asked for facts', () => {
  const unasked = (): never => {
    throw new Error('asked')
  }
  expect(span('oriel:render', unasked, () => 'done')).toBe('done')
})

test('a callback that is done at once is told of at its start and its end', () => {
  const told = listen()
  expect(span('oriel:render', facts, () => 'done')).toBe('done')
  const course = { view: '/', id: 'x', isAsync: false }
  expect(told).toEqual([
    ['start', course],
    ['end', course],
  ])
})

test('a callback that waits is told of again when it is done', async () => {
  const told = listen()
  const result = span('oriel:render', facts, async () => 'done')
  expect(told.map(([point]) => point)).toEqual(['start', 'end'])
  expect(told[1]?.[1]).toMatchObject({ isAsync: true })
  expect(await result).toBe('done')
  expect(told.map(([point]) => point)).toEqual(['start', 'end', 'asyncStart', 'asyncEnd'])
})

test('what a callback throws is told, and thrown', async () => {
  const told = listen()
  const planted = new Error('planted')
  const fail = (): never => {
    throw planted
  }
  expect(() => span('oriel:render', facts, fail)).toThrow(planted)
  await expect(span('oriel:render', facts, async () => fail())).rejects.toThrow(planted)
  expect(told.filter(([, course]) => 'error' in course)).toEqual([
    ['error', { ...facts(), isAsync: false, error: planted }],
    ['end', { ...facts(), isAsync: false, error: planted }],
    ['error', { ...facts(), isAsync: true, error: planted }],
    ['asyncStart', { ...facts(), isAsync: true, error: planted }],
    ['asyncEnd', { ...facts(), isAsync: true, error: planted }],
  ])
})

test('a store that is bound to a start holds for all that the callback does', async () => {
  const store = new AsyncLocalStorage<object>()
  const { start } = tracingChannel('oriel:render')
  start.bindStore(store)
  onTestFinished(() => void start.unbindStore(store))
  const seen = await span('oriel:render', facts, async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return store.getStore()
  })
  expect(seen).toMatchObject({ view: '/', id: 'x' })
})
