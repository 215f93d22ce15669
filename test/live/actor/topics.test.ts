import { html, liveView, paths, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'

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
  const pubsub = localPubSub()
  let listeners = 0
  const counting: typeof pubsub = {
    publish: pubsub.publish.bind(pubsub),
    subscribe(wanted, listener) {
      listeners++
      const undo = pubsub.subscribe(wanted, listener)
      return () => {
        listeners--
        undo()
      }
    },
  }
  const view = await openView(roomView, { params: { room: 'a' }, pubsub: counting })
  await view.pushEvent('go', { room: 'a' })
  expect(listeners).toBe(1)
  await view.pushEvent('go', { room: 'b' })
  expect(listeners).toBe(1)
  view.disconnect()
  expect(listeners).toBe(0)
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
