import { html, liveView, paths, Type } from 'oriel'
import { topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test, vi } from 'vitest'
import { serveOne } from '../server/line.ts'
import { CountingPubSub } from './counting-pubsub.ts'
import { fakeTimers } from './fake-timers.ts'
import { latch } from './latch.ts'

const Nothing = Type.Object({})
const path = paths('/')
const said = topic<string>('said')

test('a view that leaves while it mounts takes its timers and subscriptions with it', async () => {
  fakeTimers()
  const pubsub = new CountingPubSub()
  const view = liveView({
    topics: { said },
    mount: () => ({}),
    handleParams(live) {
      live.every(10, () => {})
      live.subscribe(said, () => {})
      live.navigate(path('/'))
    },
    handleInfo: { said: () => {} },
    render: () => html``,
  })
  const opened = await openView(view, { pubsub })
  expect(opened.left).toEqual({ to: '/', kind: 'navigate' })
  expect(pubsub.listeners).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('a view that fails while it mounts takes its timers and subscriptions with it', async () => {
  fakeTimers()
  const pubsub = new CountingPubSub()
  const view = liveView({
    topics: { said },
    mount: () => ({}),
    handleParams(live) {
      live.every(10, () => {})
      throw new Error('planted')
    },
    handleInfo: { said: () => {} },
    render: () => html``,
  })
  await expect(openView(view, { pubsub })).rejects.toThrow('planted')
  expect(pubsub.listeners).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('a browser that leaves while its view mounts leaves nothing behind', async () => {
  const pubsub = new CountingPubSub()
  const { opened, open } = latch()
  let mounts = 0
  const ends: string[] = []
  const view = liveView({
    topics: { said },
    async mount() {
      if (++mounts > 1) await opened
      return {}
    },
    handleParams: (live) => live.onEnd(() => ends.push('end')),
    connect: () => void ends.push('connect'),
    handleInfo: { said: () => {} },
    render: () => html``,
  })
  const { connect, lines } = serveOne(view, { pubsub })
  const browser = await connect()
  ends.length = 0
  browser.sendJoin()
  browser.connection.closed()
  open()
  await expect.poll(() => ends).toEqual(['end'])
  expect(pubsub.listeners).toBe(0)
  expect(browser.sent).toEqual([])
  expect(lines).toEqual([])
})

test('a browser that leaves while its join waits for a place leaves nothing behind', async () => {
  const pubsub = new CountingPubSub()
  const { opened, open } = latch()
  let mounts = 0
  const view = liveView({
    topics: { said },
    async mount() {
      if (++mounts > 2) await opened
      return {}
    },
    handleInfo: { said: () => {} },
    render: () => html``,
  })
  const { connect } = serveOne(view, { pubsub, limits: { mounts: 1 } })
  const [first, second] = [await connect(), await connect()]
  first.sendJoin()
  second.sendJoin()
  second.connection.closed()
  open()
  await first.settled()
  await expect.poll(() => pubsub.listeners).toBe(1)
  first.connection.closed()
  expect(pubsub.listeners).toBe(0)
})

test('a browser that leaves while its view connects is told of once', async () => {
  const { opened, open } = latch()
  const calls: string[] = []
  const view = liveView({
    mount: () => ({ ready: false }),
    async connect(live) {
      calls.push('connecting')
      await opened
      calls.push('connected')
      expect(() => live.assign({ ready: true })).toThrow('after the view had ended')
    },
    disconnect: () => void calls.push('disconnect'),
    render: () => html``,
  })
  const { connect, lines } = serveOne(view)
  const browser = await connect()
  browser.sendJoin()
  await expect.poll(() => calls).toEqual(['connecting'])
  browser.connection.closed()
  open()
  await expect.poll(() => calls).toEqual(['connecting', 'connected', 'disconnect'])
  expect(browser.sent).toEqual([])
  expect(lines).toEqual([])
})

test('a view that leaves ends at once, and hears no more', async () => {
  const pubsub = new CountingPubSub()
  let heard = 0
  const view = liveView({
    events: { go: Nothing },
    topics: { said },
    mount: () => ({}),
    handleEvent: { go: (live) => live.navigate(path('/')) },
    handleInfo: { said: () => void heard++ },
    render: () => html``,
  })
  const opened = await openView(view, { pubsub })
  await opened.pushEvent('go')
  await pubsub.publish(said, 'late')
  expect([heard, pubsub.listeners]).toEqual([0, 0])
})
