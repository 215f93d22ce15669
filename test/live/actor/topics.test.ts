import { component, html, liveView, paths, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { CountingPubSub } from './counting-pubsub.ts'
import { latch } from './latch.ts'

const path = paths('/')
const roomTopic = (room: string) => topic<string>(`room:${room}`)

/** Shows the last thing said in the room that the URL names. */
const roomView = liveView({
  params: Type.Object({ room: Type.String() }),
  events: { go: Type.Object({ room: Type.String() }) },
  topics: ({ params }) => ({ said: roomTopic(params.room) }),
  mount: ({ params }) => ({ room: params.room, said: '' }),
  handleParams: (live, { room }) => live.assign({ room }),
  handleEvent: { go: (live, { room }) => live.patch(path('/', { room })) },
  handleInfo: { said: (live, said) => live.assign({ said }) },
  render: ({ room, said }) => html`<p>${room}: ${said}</p>`,
})

test('topics follow the URL: what it no longer asks for is dropped', async () => {
  const pubsub = localPubSub()
  const view = await openView(roomView, { params: { room: 'a' }, pubsub })
  await pubsub.publish(roomTopic('a'), 'hello')
  await view.settled()
  expect(view.text('p')).toBe('a: hello')
  await view.pushEvent('go', { room: 'b' })
  await pubsub.publish(roomTopic('a'), 'too late')
  await pubsub.publish(roomTopic('b'), 'welcome')
  await view.settled()
  expect(view.text('p')).toBe('b: welcome')
})

test('a topic that stays is not subscribed a second time', async () => {
  const pubsub = new CountingPubSub()
  const view = await openView(roomView, { params: { room: 'a' }, pubsub })
  await view.pushEvent('go', { room: 'a' })
  expect(pubsub.listeners).toBe(1)
  await view.pushEvent('go', { room: 'b' })
  expect(pubsub.listeners).toBe(1)
  view.disconnect()
  expect(pubsub.listeners).toBe(0)
})

test('a view that ends while it waits in handleParams listens to nothing afterwards', async () => {
  const pubsub = new CountingPubSub()
  const { opened, open } = latch()
  const view = await openView(
    liveView({
      params: Type.Object({ room: Type.String() }),
      events: { go: Type.Object({ room: Type.String() }) },
      topics: ({ params }) => ({ said: roomTopic(params.room) }),
      mount: () => ({}),
      handleParams: (_, { room }) => (room === 'b' ? opened : undefined),
      handleEvent: { go: (live, { room }) => live.patch(path('/', { room })) },
      handleInfo: { said: () => {} },
      render: () => html`<p></p>`,
    }),
    { params: { room: 'a' }, pubsub },
  )
  view.pushEvent('go', { room: 'b' }).catch(() => {})
  await new Promise((resolve) => setImmediate(resolve))
  view.disconnect()
  open()
  await new Promise((resolve) => setImmediate(resolve))
  expect(pubsub.listeners).toBe(0)
})

test('a topic of another URL without a handler ends the view with a clear line', async () => {
  const lines: string[] = []
  const log = { error: (_: object, line: string) => lines.push(line), warn() {}, info() {}, debug() {} }
  const view = await openView(
    liveView({
      params: Type.Object({ extra: Type.Boolean() }),
      events: { go: Type.Object({}) },
      topics: ({ params }): Record<string, ReturnType<typeof roomTopic>> =>
        params.extra ? { unheard: roomTopic('x') } : {},
      mount: () => ({}),
      handleEvent: { go: (live) => live.patch(path('/', { extra: true })) },
      render: () => html`<p>here</p>`,
    }),
    { params: { extra: 'false' }, log },
  )
  await expect(view.pushEvent('go')).rejects.toThrow()
  expect(lines).toEqual(['handleEvent.go of / failed'])
})

test('what a view publishes except to itself, it hears neither as declared nor as subscribed', async () => {
  const pubsub = localPubSub()
  const said = topic<string>('said')
  const view = liveView({
    events: { say: Type.Object({}) },
    topics: { said },
    mount: () => ({ heard: '' }),
    connect: (live) =>
      void live.subscribe(said, (word) => live.assign({ heard: `${live.assigns.heard}${word}+` })),
    handleEvent: { say: (live) => pubsub.publish(said, 'hello', { except: live }) },
    handleInfo: { said: (live, word) => live.assign({ heard: `${live.assigns.heard}${word}.` }) },
    render: ({ heard }) => html`<p>${heard}</p>`,
  })
  const [ana, ben] = [await openView(view, { pubsub }), await openView(view, { pubsub })]
  await ana.pushEvent('say')
  await ana.settled()
  await ben.settled()
  expect([ana.text('p'), ben.text('p')]).toEqual(['', 'hello.hello+'])
})

test('a live component is a part of its view: neither hears what is published except to the other', async () => {
  const pubsub = localPubSub()
  const said = topic<string>('said')
  const speaker = component({
    events: { say: Type.Object({}) },
    mount: () => ({}),
    handleEvent: { say: (live) => pubsub.publish(said, 'hello', { except: live }) },
    render: (_, on) => html`<button phx-click="${on.say}">Say</button>`,
  })
  const view = liveView({
    topics: { said },
    mount: () => ({ heard: '' }),
    handleInfo: { said: (live, heard) => live.assign({ heard }) },
    render: ({ heard }) => html`<p>${heard}</p>${speaker({ id: 'speaker' })}`,
  })
  const [ana, ben] = [await openView(view, { pubsub }), await openView(view, { pubsub })]
  await ana.click('button')
  await ana.settled()
  await ben.settled()
  expect([ana.text('p'), ben.text('p')]).toEqual(['', 'hello'])
})
