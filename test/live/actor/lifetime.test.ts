import { html, type Live, liveView, navigate, paths, Type } from 'oriel'
import { presence, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test, vi } from 'vitest'
import { serveOne } from '../server/line.ts'
import { CountingPubSub } from './counting-pubsub.ts'
import { fakeTimers } from './fake-timers.ts'

const path = paths('/')
const said = topic<string>('said')

test('mount runs once for a page and its socket, and connect for the socket alone', async () => {
  const calls: string[] = []
  const view = liveView({
    mount: () => {
      calls.push('mount')
      return {}
    },
    handleParams: () => {
      calls.push('handleParams')
    },
    connect: () => {
      calls.push('connect')
    },
    render: () => html``,
  })
  await openView(view)
  expect(calls).toEqual(['mount', 'handleParams', 'connect'])
})

test('mount is given the parameters, the session and the URL', async () => {
  const view = liveView({
    params: Type.Object({ q: Type.String(), n: Type.Integer() }),
    session: Type.Object({ id: Type.String() }),
    mount: ({ params, session, url }) => ({ seen: [params.q, params.n, session.id, url.pathname].join(' ') }),
    render: ({ seen }) => html`${seen}`,
  })
  const opened = await openView(view, { params: { q: 'a b', n: '4', other: 'x' }, session: 'me' })
  expect(opened.html).toBe('a b 4 me /')
})

test('connect is given what the browser sent, and where it is', async () => {
  const view = liveView({
    mount: () => ({ seen: '' }),
    connect: (live, { params, info }) =>
      live.assign({ seen: `${params['_mounts']} ${info.address} ${info.userAgent}` }),
    render: ({ seen }) => html`${seen}`,
  })
  const opened = await openView(view)
  expect(opened.html).toBe('0 127.0.0.1 oriel/testing')
  opened.disconnect()
  await opened.connect()
  expect(opened.html).toBe('1 127.0.0.1 oriel/testing')
})

test('when the connection is lost, the view ends: the signal aborts, then disconnect runs, each once', async () => {
  const calls: string[] = []
  const view = liveView({
    mount: () => ({}),
    connect(live) {
      live.signal.addEventListener('abort', () => calls.push('abort'))
      live.onEnd(() => calls.push('end'))
    },
    disconnect: (live) => {
      calls.push(`disconnect ${live.signal.aborted}`)
    },
    render: () => html``,
  })
  const opened = await openView(view)
  expect(calls).toEqual([])
  opened.disconnect()
  opened.disconnect()
  expect(calls).toEqual(['abort', 'end', 'disconnect true'])
})

test('a view that never had a socket does not disconnect', async () => {
  let disconnects = 0
  const view = liveView({ mount: () => ({}), disconnect: () => void disconnects++, render: () => html`x` })
  await openView(view)
  expect(disconnects).toBe(0)
})

test('the signal of a view that has ended is aborted, and what is left for its end runs at once', async () => {
  let ended: Live<object> | undefined
  const view = liveView({
    mount: () => ({}),
    connect: (live) => {
      ended = live
    },
    render: () => html``,
  })
  const opened = await openView(view)
  opened.disconnect()
  expect(ended?.signal.aborted).toBe(true)
  let calls = 0
  ended?.onEnd(() => calls++)
  expect(calls).toBe(1)
})

test('subscriptions end with their view', async () => {
  const pubsub = new CountingPubSub()
  const view = liveView({
    topics: { said },
    mount: () => ({}),
    connect: (live) => void live.subscribe(said, () => {}),
    handleInfo: { said: () => {} },
    render: () => html``,
  })
  const opened = await openView(view, { pubsub })
  expect(pubsub.listeners).toBe(2)
  opened.disconnect()
  expect(pubsub.listeners).toBe(0)
})

test('timers run as turns of their own, and end with their view', async () => {
  fakeTimers()
  const view = liveView({
    mount: () => ({ ticks: 0, rings: 0 }),
    connect(live) {
      live.every(10, () => live.assign({ ticks: live.assigns.ticks + 1 }))
      live.after(25, () => live.assign({ rings: live.assigns.rings + 1 }))
    },
    render: ({ ticks, rings }) => html`${ticks} ${rings}`,
  })
  const opened = await openView(view)
  vi.advanceTimersByTime(20)
  await opened.settled()
  expect(opened.html).toBe('2 0')
  vi.advanceTimersByTime(40)
  await opened.settled()
  expect(opened.html).toBe('6 1')
  opened.disconnect()
  await opened.settled()
  expect(vi.getTimerCount()).toBe(0)
})

test('a timer may be taken back, also after it has run', async () => {
  fakeTimers()
  let undo = () => {}
  let calls = 0
  const view = liveView({
    mount: () => ({}),
    connect(live) {
      live.after(10, () => void calls++)()
      undo = live.after(20, () => void calls++)
    },
    render: () => html``,
  })
  const opened = await openView(view)
  vi.advanceTimersByTime(30)
  await opened.settled()
  undo()
  expect(calls).toBe(1)
})

test('presence ends with the view', async () => {
  const pubsub = new CountingPubSub()
  const people = presence<{ name: string }>(pubsub, 'people')
  const view = liveView({
    params: Type.Object({ name: Type.String() }),
    mount: ({ params }) => params,
    connect: (live) => people.track(live, live.assigns.name, live.assigns),
    render: ({ name }) => html`${name}`,
  })
  const ana = await openView(view, { pubsub, params: { name: 'Ana' } })
  await openView(view, { pubsub, params: { name: 'Ben' } })
  expect([...people.list().keys()]).toEqual(['Ana', 'Ben'])
  ana.disconnect()
  expect([...people.list().keys()]).toEqual(['Ben'])
})

test('a disconnect that fails is logged', async () => {
  const view = liveView({
    mount: () => ({}),
    disconnect: async () => {
      throw new Error('planted')
    },
    render: () => html``,
  })
  const { connect, lines } = serveOne(view)
  const browser = await connect()
  await browser.join()
  browser.connection.closed()
  await expect
    .poll(() => lines)
    .toMatchObject([{ code: 'turn_failed', turn: 'disconnect', message: 'disconnect of / failed' }])
})

test('a session that lacks what the view needs is an error that says so', async () => {
  const view = liveView({
    session: Type.Object({ id: Type.String(), role: Type.String() }),
    mount: () => navigate(path('/')),
    render: () => html``,
  })
  await expect(openView(view)).rejects.toThrow('The session does not supply what / needs')
})
