import { html, liveView, reply, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { serveOne } from '../server/line.ts'
import { latch } from './latch.ts'

const Nothing = Type.Object({})

test('a message that comes while a handler waits is handled when that has finished', async () => {
  const pubsub = localPubSub()
  const said = topic<string>('said')
  const { opened, open } = latch()
  const view = liveView({
    events: { slow: Nothing },
    topics: { said },
    mount: () => ({ log: '' }),
    handleEvent: {
      async slow(live) {
        live.assign({ log: `${live.assigns.log} begin` })
        await opened
        live.assign({ log: `${live.assigns.log} end` })
      },
    },
    handleInfo: { said: (live, word) => live.assign({ log: `${live.assigns.log} ${word}` }) },
    render: ({ log }) => html`<p>${log}</p>`,
  })
  const browser = await openView(view, { pubsub })
  const answer = browser.pushEvent('slow')
  await pubsub.publish(said, 'hello')
  open()
  await answer
  await browser.settled()
  expect(browser.text('p')).toBe('begin end hello')
})

test('a refused event is answered in its turn, after those that came before it', async () => {
  const { opened, open } = latch()
  const view = liveView({
    events: { slow: Nothing },
    mount: () => ({}),
    handleEvent: {
      async slow() {
        await opened
        return reply({ slow: true })
      },
    },
    render: () => html`<p></p>`,
  })
  const browser = await openView(view)
  const answers: unknown[] = []
  const pushed = ['slow', 'unknown'].map((event) =>
    browser.pushEvent(event).then((answer) => answers.push(answer)),
  )
  await new Promise((resolve) => setImmediate(resolve))
  expect(answers).toEqual([])
  open()
  await Promise.all(pushed)
  expect(answers).toEqual([{ slow: true }, { error: { code: 'unknown_event' } }])
})

test('events are answered one by one, in the order in which they came', async () => {
  const latches = [latch(), latch(), latch()]
  const view = liveView({
    events: { nth: Type.Object({ n: Type.Integer() }) },
    mount: () => ({ done: '' }),
    handleEvent: {
      async nth(live, { n }) {
        await latches[n]!.opened
        live.assign({ done: `${live.assigns.done}${n}` })
        return reply({ n })
      },
    },
    render: ({ done }) => html`${done}`,
  })
  const { connect } = serveOne(view)
  const browser = await connect()
  await browser.join()
  const refs = [0, 1, 2].map((n) => browser.sendEvent('nth', { n }))
  for (const { open } of latches.toReversed()) open()
  await browser.settled()
  expect(browser.sent).toEqual(
    refs.map((ref, n) => ['phx_reply', ref, { diff: { 0: '012'.slice(0, n + 1), r: { n } } }]),
  )
})

const counted = topic<number>('counted')
const counter = liveView({
  events: { add: Nothing, quiet: Nothing },
  topics: { counted },
  mount: () => ({ own: 0, heard: 0 }),
  handleEvent: {
    add: (live) => live.assign({ own: live.assigns.own + 1 }),
    quiet: () => {},
  },
  handleInfo: { counted: (live, n) => live.assign({ heard: n }) },
  render: ({ own, heard }) => html`${own} ${heard}`,
})

test('messages that arrive together are shown in one diff', async () => {
  const pubsub = localPubSub()
  const browser = await serveOne(counter, { pubsub }).connect()
  await browser.join()
  for (const n of [1, 2, 3]) pubsub.publish(counted, n)
  await browser.settled()
  expect(browser.sent).toEqual([['diff', null, { 1: '3' }]])
})

test('the reply to an event carries its own changes, and what came before it travels before', async () => {
  const pubsub = localPubSub()
  const browser = await serveOne(counter, { pubsub }).connect()
  await browser.join()
  pubsub.publish(counted, 7)
  const ref = browser.sendEvent('add')
  pubsub.publish(counted, 8)
  await browser.settled()
  expect(browser.sent).toEqual([
    ['diff', null, { 1: '7' }],
    ['phx_reply', ref, { diff: { 0: '1' } }],
    ['diff', null, { 1: '8' }],
  ])
})

test('a message that changes nothing sends nothing', async () => {
  const pubsub = localPubSub()
  const browser = await serveOne(counter, { pubsub }).connect()
  await browser.join()
  pubsub.publish(counted, 0)
  const ref = browser.sendEvent('quiet')
  await browser.settled()
  expect(browser.sent).toEqual([['phx_reply', ref, {}]])
})

test('an assign that keeps its identity does not render', async () => {
  let renders = 0
  const view = liveView({
    events: { same: Nothing, other: Nothing },
    mount: () => ({ list: [1] }),
    handleEvent: {
      same: (live) => live.assign({ list: live.assigns.list }),
      other: (live) => live.assign({ list: [...live.assigns.list] }),
    },
    render: ({ list }) => {
      renders++
      return html`${list.length}`
    },
  })
  const opened = await openView(view)
  const before = renders
  await opened.pushEvent('same')
  expect(renders).toBe(before)
  await opened.pushEvent('other')
  expect(renders).toBe(before + 1)
})

test('assigns cannot be written to, only replaced', async () => {
  const view = liveView({
    events: { write: Nothing },
    mount: () => ({ count: 1 }),
    handleEvent: {
      write(live) {
        expect(() => Object.assign(live.assigns, { count: 2 })).toThrow(TypeError)
      },
    },
    render: ({ count }) => html`${count}`,
  })
  const opened = await openView(view)
  await opened.pushEvent('write')
  expect(opened.html).toBe('1')
})

test('what is published while a view mounts reaches it', async () => {
  const pubsub = localPubSub()
  const said = topic<string>('said')
  const view = liveView({
    topics: { said },
    async mount() {
      await pubsub.publish(said, 'missed?')
      return { word: 'nothing' }
    },
    handleInfo: { said: (live, word) => live.assign({ word }) },
    render: ({ word }) => html`${word}`,
  })
  const opened = await openView(view, { pubsub })
  await opened.settled()
  expect(opened.html).toBe('missed?')
})

test('topics may follow from the parameters', async () => {
  const pubsub = localPubSub()
  const room = (id: string) => topic<string>(`room ${id}`)
  const view = liveView({
    params: Type.Object({ id: Type.String() }),
    topics: ({ params }) => ({ said: room(params.id) }),
    mount: () => ({ word: '' }),
    handleInfo: { said: (live, word) => live.assign({ word }) },
    render: ({ word }) => html`${word}`,
  })
  const opened = await openView(view, { pubsub, params: { id: 'a' } })
  await pubsub.publish(room('b'), 'not here')
  await pubsub.publish(room('a'), 'here')
  await opened.settled()
  expect(opened.html).toBe('here')
})

test('a topic that is subscribed for a while is heard until it is left', async () => {
  const pubsub = localPubSub()
  const said = topic<string>('said')
  let leave = () => {}
  const view = liveView({
    mount: () => ({ words: '' }),
    connect(live) {
      leave = live.subscribe(said, (word) => live.assign({ words: `${live.assigns.words}${word}` }))
    },
    render: ({ words }) => html`${words}`,
  })
  const opened = await openView(view, { pubsub })
  await pubsub.publish(said, 'a')
  await opened.settled()
  leave()
  await pubsub.publish(said, 'b')
  await opened.settled()
  expect(opened.html).toBe('a')
})

test('an event keeps one id while it is handled, and every other reading is a new one', async () => {
  const ids: string[] = []
  const view = liveView({
    events: { note: Nothing },
    topics: { counted },
    mount: () => ({}),
    handleEvent: {
      async note(live) {
        ids.push(live.eventId)
        await new Promise((resolve) => setImmediate(resolve))
        ids.push(live.eventId)
      },
    },
    handleInfo: {
      counted(live) {
        ids.push(live.eventId, live.eventId)
      },
    },
    render: () => html``,
  })
  const pubsub = localPubSub()
  const opened = await openView(view, { pubsub })
  await opened.pushEvent('note')
  await pubsub.publish(counted, 1)
  await opened.settled()
  await opened.pushEvent('note')
  const [first, again, ...others] = ids
  expect(first).toMatch(/^[0-9a-f-]{36}$/)
  expect(again).toBe(first)
  expect(new Set(ids).size).toBe(4)
  expect(others.at(-1)).toBe(others.at(-2))
})
