import { component, each, html, liveView, reply, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { sentBeside } from './sent.ts'

const Nothing = Type.Object({})

const inner = component({ mount: () => ({}), render: ({ id }) => html`<i>${id}</i>` })

const counter = component({
  events: { inc: Nothing, say: Type.Object({ text: Type.String() }), ask: Nothing },
  mount: () => ({ count: 0, text: '' }),
  handleEvent: {
    inc: (live) => live.assign({ count: live.assigns.count + 1 }),
    say: (live, { text }) => live.assign({ text }),
    ask: (live) => reply({ id: live.assigns.id }),
  },
  render: ({ id, count, text }, on) => html`
    <div id="${id}">
      <b>${count}</b><p>${text}</p>${inner({ id: `${id}-inner` })}
      <button phx-click="${on.inc}">+</button>
      <form id="${id}-form" phx-change="${on.say}"><input name="text"></form>
    </div>`,
})

const shown = topic<readonly string[]>('shown')

const counters = liveView({
  events: { show: Type.Object({ ids: Type.Array(Type.String()) }) },
  topics: { shown },
  mount: () => ({ ids: ['a', 'b'] as readonly string[] }),
  handleEvent: { show: (live, { ids }) => live.assign({ ids }) },
  handleInfo: { shown: (live, ids) => live.assign({ ids }) },
  render: ({ ids }, on) => html`
    <button id="clear" phx-click="${on.show({ ids: [] })}">clear</button>
    ${ids.map((id) => counter({ id }))}`,
})

test('a component is read by selector, and hears what is done in it', async () => {
  const view = await openView(counters)
  await view.click('#b button')
  await view.type('#b input', 'hello')
  expect(view.texts('b')).toEqual(['0', '1'])
  expect(view.texts('p')).toEqual(['', 'hello'])
  expect(await view.hook('#a b', 'ask')).toEqual({ id: 'a' })
})

test('components that have gone from the page are removed in two steps', async () => {
  const view = await openView(counters)
  const cids = ['#a', '#a i', '#b', '#b i'].map((of) => Number(view.attribute(of, 'data-phx-component')))
  const sent = sentBeside()
  await view.click('#clear')
  await view.settled()
  expect(sent.map(([, event]) => event)).toEqual(['cids_will_destroy', 'cids_destroyed'])
  for (const [, , payload] of sent)
    expect(new Set((payload as { cids: number[] }).cids)).toEqual(new Set(cids))
})

test('a component that was removed begins anew when it is shown again', async () => {
  const view = await openView(counters)
  await view.click('#a button')
  await view.click('#clear')
  await view.settled()
  await view.pushEvent('show', { ids: ['a'] })
  expect(view.text('#a b')).toBe('0')
})

test('a component that is hidden and shown again in one go lives on', async () => {
  const pubsub = localPubSub()
  const view = await openView(counters, { pubsub })
  await view.click('#a button')
  await Promise.all([pubsub.publish(shown, []), pubsub.publish(shown, ['a'])])
  await view.settled()
  await view.click('#a button')
  expect(view.text('#a b')).toBe('2')
})

test('a component that comes back between the two steps is not removed', async () => {
  const pubsub = localPubSub()
  const view = await openView(counters, { pubsub })
  await view.click('#a button')
  const sent = sentBeside((event) => {
    if (event === 'cids_will_destroy') pubsub.publish(shown, ['a', 'b'])
  })
  await view.click('#clear')
  await view.settled()
  expect(sent.map(([, event]) => event)).toEqual(['cids_will_destroy'])
  expect(view.text('#a b')).toBe('1')
})

test('a component in the row of a stream is removed with its row', async () => {
  const list = liveView({
    events: { drop: Type.Object({ id: Type.Integer() }) },
    mount: () => ({ rows: stream([{ id: 1 }, { id: 2 }]) }),
    handleEvent: { drop: (live, { id }) => live.assigns.rows.delete({ id }) },
    render: ({ rows }) => html`<ul id="rows" phx-update="stream">
      ${each(rows, ({ id }, domId) => html`<li id="${domId}">${counter({ id: `row-${id}` })}</li>`)}
    </ul>`,
  })
  const view = await openView(list)
  await view.click('#row-2 button')
  const cid = Number(view.attribute('#row-1', 'data-phx-component'))
  const sent = sentBeside()
  await view.pushEvent('drop', { id: 1 })
  await view.settled()
  expect(sent.at(-1)).toEqual([expect.any(String), 'cids_destroyed', { cids: expect.arrayContaining([cid]) }])
  await view.click('#row-2 button')
  expect(view.texts('b')).toEqual(['2'])
})

test('what was typed into a component is sent to it again when the view joins anew', async () => {
  const view = await openView(counters)
  await view.type('#b input', 'kept')
  view.disconnect()
  await view.connect()
  expect(view.texts('p')).toEqual(['', 'kept'])
})
