import { each, html, liveView, reply, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { serveLive } from '../../support/live-app.ts'
import { serveOne } from './line.ts'
import { visit } from './visit.ts'

const counted = topic<number>('counted')

const row = ({ id }: { id: number }, domId: string) => html`<li id="${domId}">${id}</li>`

const list = liveView({
  events: { ask: Type.Object({}), quiet: Type.Object({}), push: Type.Object({}) },
  topics: { counted },
  mount: () => ({ count: 0, rows: stream<{ id: number }>([]) }),
  handleEvent: {
    ask: (live) => reply({ count: live.assigns.count }),
    quiet: () => {},
    push: (live) => live.push('pushed'),
  },
  handleInfo: {
    counted(live, id) {
      live.assign({ count: id })
      live.assigns.rows.insert({ id })
      live.push('counted', { id })
    },
  },
  render: ({ count, rows }) => html`<p>${count}</p><ul>${each(rows, row)}</ul>`,
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const limits = {
  heldBackBytes: 1000,
  droppedBytes: 10_000,
  stalledMs: 1000,
  pendingRows: 5,
  pendingEvents: 4,
}

/** A joined browser that takes nothing from now on, and the means to publish. */
async function behind(bytes = 5000) {
  const pubsub = localPubSub()
  const { connect, lines } = serveOne(list, { pubsub, limits })
  const browser = await connect()
  await browser.join()
  browser.transport.bufferedAmount = bytes
  const publish = async (...ids: readonly number[]) => {
    for (const id of ids) pubsub.publish(counted, id)
    await browser.settled()
  }
  return { browser, publish, lines, connect }
}

/** Lets the connection look whether the browser has caught up. */
async function look(browser: { settled(): Promise<void> }, ms = 50): Promise<void> {
  vi.advanceTimersByTime(ms)
  await browser.settled()
}

test('what is broadcast while a browser is behind waits, and travels as one diff when it has caught up', async () => {
  const { browser, publish } = await behind()
  // The first write notices that the browser is behind.
  browser.sendEvent('quiet')
  await publish(1, 2)
  await publish(3)
  expect(browser.sent.map(([event]) => event)).toEqual(['phx_reply'])
  browser.transport.bufferedAmount = 0
  await look(browser)
  expect(browser.sent.slice(1)).toMatchObject([
    [
      'diff',
      null,
      {
        0: '3',
        1: { k: { kc: 3 } },
        e: [
          ['counted', { id: 1 }],
          ['counted', { id: 2 }],
          ['counted', { id: 3 }],
        ],
      },
    ],
  ])
})

test('the reply to an event passes a browser that is behind, with all that waited', async () => {
  const { browser, publish } = await behind()
  await publish(1, 2)
  expect(browser.sent).toEqual([])
  const ref = browser.sendEvent('ask')
  await browser.settled()
  expect(browser.sent).toMatchObject([
    ['phx_reply', ref, { diff: { 0: '2', 1: { k: { kc: 2 } }, r: { count: 2 } } }],
  ])
})

test('a browser that is behind is looked at until it has caught up, and then no more', async () => {
  const { browser } = await behind()
  browser.sendEvent('quiet')
  await browser.settled()
  expect(vi.getTimerCount()).toBe(1)
  await look(browser)
  expect(vi.getTimerCount()).toBe(1)
  browser.transport.bufferedAmount = 0
  await look(browser)
  expect(vi.getTimerCount()).toBe(0)
})

test('a view ends when more rows wait for its browser than may be kept', async () => {
  const pubsub = localPubSub()
  const inserting = liveView({
    topics: { counted },
    mount: () => ({ rows: stream<{ id: number }>([]) }),
    handleInfo: { counted: (live, id) => live.assigns.rows.insert({ id }) },
    render: ({ rows }) => html`<ul>${each(rows, row)}</ul>`,
  })
  const { connect, lines } = serveOne(inserting, { pubsub, limits })
  const browser = await connect()
  await browser.join()
  browser.transport.bufferedAmount = 5000
  for (const id of [1, 2, 3, 4, 5, 5, 5]) pubsub.publish(counted, id)
  await browser.settled()
  expect(browser.sent).toEqual([])
  pubsub.publish(counted, 6)
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([{ code: 'backlog_full', view: '/' }])
})

test('a view ends when more pushed events wait for its browser than may be kept', async () => {
  const pubsub = localPubSub()
  const pushing = liveView({
    topics: { counted },
    mount: () => ({}),
    handleInfo: { counted: (live) => live.push('pushed') },
    render: () => html``,
  })
  const { connect, lines } = serveOne(pushing, { pubsub, limits })
  const browser = await connect()
  await browser.join()
  browser.transport.bufferedAmount = 5000
  for (let i = 0; i < 4; i++) pubsub.publish(counted, i)
  await browser.settled()
  expect(browser.sent).toEqual([])
  pubsub.publish(counted, 5)
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([{ code: 'backlog_full' }])
})

test('a browser to which too much is on its way is dropped, once', async () => {
  const { browser, lines } = await behind(10_001)
  browser.sendEvent('quiet')
  browser.sendEvent('quiet')
  await browser.settled()
  expect(browser.transport.terminations).toBe(1)
  expect(lines).toMatchObject([{ level: 'warn', code: 'slow_consumer' }])
  expect(lines).toHaveLength(1)
})

test('a browser that takes nothing for too long is dropped', async () => {
  const { browser, lines } = await behind()
  browser.sendEvent('quiet')
  await browser.settled()
  await look(browser, 1000)
  expect(browser.transport.terminations).toBe(0)
  await look(browser, 100)
  expect(browser.transport.terminations).toBe(1)
  expect(lines).toMatchObject([{ code: 'slow_consumer' }])
})

test('a browser that is behind but takes something is kept', async () => {
  const { browser } = await behind()
  browser.sendEvent('quiet')
  await browser.settled()
  for (let taken = 1; taken < 40; taken++) {
    browser.transport.bufferedAmount = 5000 - taken
    await look(browser, 50)
  }
  expect(browser.transport.terminations).toBe(0)
})

test('nobody looks at a connection that is closed', async () => {
  const { browser } = await behind()
  browser.sendEvent('quiet')
  await browser.settled()
  browser.connection.closed()
  expect(vi.getTimerCount()).toBe(0)
})

test('one slow browser does not hold up the others', async () => {
  const { browser, publish, connect } = await behind()
  const quick = await connect()
  await quick.join()
  await publish(1)
  await quick.settled()
  expect(browser.sent).toEqual([])
  expect(quick.sent).toMatchObject([['diff', null, { 0: '1' }]])
})

test('developers are warned of a message that is too large to be sent to every browser', async () => {
  const big = liveView({
    events: { grow: Type.Object({ size: Type.Integer() }) },
    mount: () => ({ text: '' }),
    handleEvent: { grow: (live, { size }) => live.assign({ text: 'x'.repeat(size) }) },
    render: ({ text }) => html`<p>${text}</p>`,
  })
  const { connect, lines } = serveOne(big, { limits: { largeBytes: 1000 } })
  const browser = await connect()
  await browser.join()
  browser.sendEvent('grow', { size: 900 })
  await browser.settled()
  expect(lines).toEqual([])
  browser.sendEvent('grow', { size: 2000 })
  await browser.settled()
  expect(lines).toMatchObject([{ level: 'warn', view: '/', bytes: 2008 }])
})

test('a turn that holds up all others is logged with its view and event', async () => {
  const slow = liveView({
    events: { work: Type.Object({}) },
    mount: () => ({}),
    handleEvent: {
      work() {
        const end = process.hrtime.bigint() + 30_000_000n
        while (process.hrtime.bigint() < end);
      },
    },
    render: () => html`<p></p>`,
  })
  vi.useRealTimers()
  const app = await serveLive({ routes: [{ path: '/', view: slow }], limits: { slowTurnMs: 25 } })
  onTestFinished(() => app.close())
  const { socket } = await visit(app)
  const { joinRef } = await socket.join('/')
  await socket.click(joinRef, 'work')
  await expect
    .poll(() => app.lines)
    .toContainEqual(expect.objectContaining({ level: 'warn', turn: 'handleEvent.work of /' }))
})
