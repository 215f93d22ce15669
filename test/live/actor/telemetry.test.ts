import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel'
import { component, html, liveView, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { expect, onTestFinished, test } from 'vitest'
import { telemetry } from '../../../src/live/kit/telemetry.ts'
import { serveOne } from '../server/line.ts'

type Told = readonly [name: string, facts: Readonly<Record<string, unknown>>]

/** All that is told during a test, each span once: when it starts. */
function listen(): Told[] {
  const told: Told[] = []
  for (const [name, { kind }] of Object.entries(telemetry)) {
    const plain = kind === 'span' ? `tracing:${name}:start` : name
    const keep = (facts: unknown) => void told.push([name, facts as Told[1]])
    subscribe(plain, keep)
    onTestFinished(() => void unsubscribe(plain, keep))
  }
  return told
}

const said = topic<string>('said')
const Nothing = Type.Object({})

const counter = component({
  events: { inc: Nothing },
  mount: (_: { step: number }) => ({ count: 0 }),
  update: (live, { step }) => live.assign({ count: step }),
  handleEvent: { inc: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }) => html`<b>${count}</b>`,
})

const view = liveView({
  params: Type.Object({ page: Type.Optional(Type.String()) }),
  events: { say: Type.Object({ word: Type.String() }), load: Nothing, quiet: Nothing },
  topics: { said },
  mount: () => ({ word: '' }),
  handleParams: () => {},
  handleEvent: {
    say: (live, { word }) => live.assign({ word }),
    load: (live) =>
      live.startAsync(
        'report',
        async () => {},
        () => {},
      ),
    quiet: () => {},
  },
  handleInfo: { said: (live, word) => live.assign({ word }) },
  render: ({ word }) => html`<p>${word === 'alone' ? '' : counter({ id: 'c', step: 1 })}</p>`,
})

async function open() {
  const told = listen()
  const pubsub = localPubSub()
  const browser = await serveOne(view, { pubsub }).connect()
  const page = told.splice(0)
  browser.sendJoin()
  await browser.settled()
  const join = told.splice(0)
  const send = async (event: string, payload: object) => {
    const ref = browser.send(event, payload)
    await browser.settled()
    return { ref, told: told.splice(0) }
  }
  return { told, pubsub, browser, page, join, send }
}

const isAsync = false

test('a page is told of as it is mounted, handles its parameters and is rendered', async () => {
  const { page } = await open()
  const { id } = page[0]![1]
  expect(page.map(([name]) => name)).toEqual([
    'oriel:mount',
    'oriel:params',
    'oriel:render',
    'oriel:component.update',
    'oriel:component.destroyed',
    'oriel:socket.connected',
  ])
  expect(page[0]?.[1]).toEqual({ view: '/', id, isAsync })
  expect(page[1]?.[1]).toEqual({ view: '/', id, params: [], isAsync })
  expect(page[3]?.[1]).toEqual({ view: '/', id, components: ['c'], isAsync })
  expect(page[4]?.[1]).toEqual({ view: '/', id: `${id}.1`, component: 'c' })
})

test('a socket is told of when it connects and when it is closed', async () => {
  const { page, told, browser } = await open()
  expect(page.at(-1)).toEqual(['oriel:socket.connected', { address: '127.0.0.1', userAgent: 'test' }])
  browser.connection.closed()
  expect(told.map(([name]) => name)).toEqual(['oriel:component.destroyed', 'oriel:socket.closed'])
  expect(told.at(-1)?.[1]).toEqual({ address: '127.0.0.1' })
})

test('an event is told of with its frame, and with the render that it causes', async () => {
  const { join, send } = await open()
  const { id } = join[0]![1]
  const { ref, told } = await send('event', { type: 'click', event: 'say', value: { word: 'hi' } })
  expect(told).toEqual([
    ['oriel:event', { view: '/', id, event: 'say', ref, isAsync }],
    ['oriel:render', { view: '/', id, isAsync }],
  ])
})

test('an event that changes nothing renders nothing', async () => {
  const { send } = await open()
  const { told } = await send('event', { type: 'click', event: 'quiet', value: {} })
  expect(told.map(([name]) => name)).toEqual(['oriel:event'])
})

test('an event of a component is told of as such, and so is its end', async () => {
  const { join, send } = await open()
  const { id } = join[0]![1]
  const { ref, told } = await send('event', { type: 'click', event: 'inc', value: {}, cid: 1 })
  expect(told[0]).toEqual([
    'oriel:component.event',
    { view: '/', id: `${id}.1`, component: 'c', event: 'inc', ref, isAsync },
  ])
  await send('event', { type: 'click', event: 'say', value: { word: 'alone' } })
  await send('cids_will_destroy', { cids: [1] })
  expect((await send('cids_destroyed', { cids: [1] })).told).toEqual([
    ['oriel:component.destroyed', { view: '/', id: `${id}.1`, component: 'c' }],
  ])
})

test('a message, a task and another URL are told of by their names', async () => {
  const { join, told, pubsub, browser, send } = await open()
  const { id } = join[0]![1]
  await pubsub.publish(said, 'hello')
  await browser.settled()
  expect(told.splice(0)[0]).toEqual(['oriel:info', { view: '/', id, topic: 'said', isAsync }])
  const { told: loaded } = await send('event', { type: 'click', event: 'load', value: {} })
  expect(loaded[1]).toEqual(['oriel:async', { view: '/', id, task: 'report', isAsync: true }])
  const { told: patched } = await send('live_patch', { url: 'http://test.local/?page=2' })
  expect(patched[0]).toEqual(['oriel:params', { view: '/', id, params: ['page'], isAsync }])
})

test('what a handler throws is told beside its name', async () => {
  const fragile = liveView({
    events: { crash: Nothing },
    mount: () => ({}),
    handleEvent: {
      crash: () => {
        throw new Error('planted')
      },
    },
    render: () => html``,
  })
  const told: object[] = []
  const keep = { error: (course: object) => void told.push(course) }
  const channels = tracingChannel('oriel:event')
  channels.subscribe(keep as never)
  onTestFinished(() => void channels.unsubscribe(keep as never))
  const browser = await serveOne(fragile).connect()
  await browser.join()
  browser.sendEvent('crash')
  await browser.settled()
  expect(told).toMatchObject([{ event: 'crash', error: { message: 'planted' } }])
})
