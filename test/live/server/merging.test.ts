import fc from 'fast-check'
import { each, html, liveView, reply, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { serveOne } from './line.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

interface Line {
  readonly id: number
}

const said = topic<Line>('said')
const counted = topic<number>('counted')

const row = ({ id }: Line, domId: string) => html`<li id="${domId}">${id}</li>`

/** Milliseconds that each viewer takes to handle what was said, by a clock that stands still otherwise. */
const HANDLING_MS = 2

const room = liveView({
  events: { ask: Type.Object({}) },
  topics: { said },
  mount: () => ({ heard: 0, count: 0, lines: stream<Line>([]) }),
  connect: (live) => void live.subscribe(counted, (count) => live.assign({ count })),
  handleEvent: { ask: (live) => reply({ heard: live.assigns.heard }) },
  handleInfo: {
    said(live, line) {
      vi.advanceTimersByTime(HANDLING_MS)
      live.assign({ heard: live.assigns.heard + 1 })
      live.assigns.lines.insert(line)
    },
  },
  render: ({ count, lines }) =>
    html`<p>${count}</p><ul id="lines" phx-update="stream">${each(lines, row)}</ul>`,
})

const rounds = async (count = 3) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** Viewers of the room who have just been told something: what is broadcast from now on waits. */
async function viewers(count: number) {
  const pubsub = localPubSub()
  const { connect } = serveOne(room, { pubsub })
  const browsers = await Promise.all(
    Array.from({ length: count }, async () => {
      const browser = await connect()
      await browser.join()
      return browser
    }),
  )
  const say = async (id: number) => {
    pubsub.publish(said, { id })
    await rounds()
  }
  await say(0)
  for (const { transport } of browsers) transport.frames.length = 0
  return { browsers, pubsub, say, pauseMs: count * HANDLING_MS }
}

/** The ids of the rows that a frame brings, in the order in which they were said. */
const rowsIn = (payload: unknown): readonly number[] => {
  const { diff = payload } = payload as { readonly diff?: unknown }
  const { 1: list } = diff as Readonly<Record<string, { readonly stream?: readonly [string, [string][]] }>>
  return (list?.stream?.[1] ?? []).map(([domId]) => Number(domId.slice('lines-'.length))).reverse()
}

test('messages that come one by one after a broadcast to many are one frame for each viewer', async () => {
  const { browsers, say, pauseMs } = await viewers(5)
  await say(1)
  await say(2)
  vi.advanceTimersByTime(pauseMs - 1)
  await say(3)
  for (const { sent } of browsers) expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  await rounds()
  for (const { sent } of browsers) expect(sent.map(([, , payload]) => rowsIn(payload))).toEqual([[1, 2, 3]])
})

test('a message that comes later than that is shown at once', async () => {
  const { browsers, say, pauseMs } = await viewers(5)
  vi.advanceTimersByTime(pauseMs)
  await say(1)
  for (const { sent } of browsers) expect(sent.map(([, , payload]) => rowsIn(payload))).toEqual([[1]])
})

test('a click is answered at once, after what was broadcast before it', async () => {
  const { browsers, say, pauseMs } = await viewers(3)
  const [first, ...others] = browsers
  await say(1)
  const ref = first!.sendEvent('ask')
  await rounds()
  expect(first!.sent).toMatchObject([
    ['diff', null, { '1': { k: { kc: 1 } } }],
    ['phx_reply', ref, { diff: { r: { heard: 2 } } }],
  ])
  for (const { sent } of others) expect(sent).toEqual([])
  vi.advanceTimersByTime(pauseMs)
  await rounds()
  expect(first!.sent).toHaveLength(2)
  for (const { sent } of others) expect(sent.map(([, , payload]) => rowsIn(payload))).toEqual([[1]])
})

test('what `connect` has subscribed waits as the topics of the view do', async () => {
  const { browsers, pubsub, pauseMs } = await viewers(3)
  pubsub.publish(counted, 1)
  await rounds()
  pubsub.publish(counted, 2)
  await rounds()
  for (const { sent } of browsers) expect(sent).toEqual([])
  vi.advanceTimersByTime(pauseMs)
  await rounds()
  for (const { sent } of browsers) expect(sent).toEqual([['diff', null, { 0: '2' }]])
})

test('more messages than a mailbox holds may come in a pause', async () => {
  const { browsers, pubsub } = await viewers(2)
  const all = Array.from({ length: 1500 }, (_, i) => i + 1)
  for (const id of all) {
    pubsub.publish(said, { id })
    if (id % 100 === 0) await rounds()
  }
  vi.advanceTimersByTime(16)
  await rounds()
  for (const { sent } of browsers) expect(sent.flatMap(([, , payload]) => rowsIn(payload))).toEqual(all)
})

test('a view that ends in a pause is left alone', async () => {
  const { browsers, say, pauseMs } = await viewers(2)
  const [first, second] = browsers
  await say(1)
  first!.connection.closed()
  vi.advanceTimersByTime(pauseMs)
  await rounds()
  expect(first!.sent).toEqual([])
  expect(second!.sent).toHaveLength(1)
})

const step = fc.oneof(
  fc.record({ say: fc.constant(true) }),
  fc.record({ ask: fc.nat({ max: 2 }) }),
  fc.record({ wait: fc.nat({ max: 20 }) }),
  fc.record({ rounds: fc.nat({ max: 3 }) }),
)

test('everybody is told everything once and in order, whatever is merged, and each click is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { browsers, pubsub } = await viewers(3)
      let last = 0
      const refs: string[][] = browsers.map(() => [])
      for (const each of steps) {
        if ('say' in each) pubsub.publish(said, { id: ++last })
        if ('ask' in each) refs[each.ask]!.push(browsers[each.ask]!.sendEvent('ask'))
        if ('wait' in each) vi.advanceTimersByTime(each.wait)
        if ('rounds' in each) await rounds(each.rounds)
      }
      // Two more rounds at most, each with its pause.
      for (let i = 0; i < 3; i++) {
        vi.advanceTimersByTime(16)
        await rounds()
      }
      const all = Array.from({ length: last }, (_, i) => i + 1)
      for (const [i, { sent }] of browsers.entries()) {
        expect(sent.flatMap(([, , payload]) => rowsIn(payload))).toEqual(all)
        expect(sent.flatMap(([, ref]) => ref ?? [])).toEqual(refs[i])
      }
      expect(vi.getTimerCount()).toBe(0)
    }),
    { numRuns: 50 },
  )
})
