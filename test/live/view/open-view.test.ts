import { each, html, liveView, optional, paths, reply, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'

interface Todo {
  readonly id: number
  readonly text: string
}

const todoRow = (todo: Todo, id: string) => html`<li id="${id}">${todo.text}</li>`

const counter = liveView({
  params: Type.Object({ start: Type.Optional(Type.Integer()) }),
  events: { inc: Type.Object({ by: Type.Optional(Type.Integer()) }), ask: Type.Object({}) },
  mount: ({ params }) => ({ count: params.start ?? 0, note: optional<string>() }),
  handleEvent: {
    inc: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    ask: (live) => reply({ count: live.assigns.count }),
  },
  title: ({ count }) => `Count: ${count}`,
  render: ({ count, note }, on) => html`
    <p id="value">${count}</p>
    <button id="one" phx-click="${on.inc}">+1</button>
    <button id="five" phx-click="${on.inc({ by: 5 })}">+5</button>
    ${note && html`<p id="note">${note}</p>`}`,
})

test('a click runs the handler and shows what it changed', async () => {
  const view = await openView(counter)
  await view.click('#one')
  await view.click('#five')
  expect(view.text('#value')).toBe('6')
  expect(view.title).toBe('Count: 6')
})

test('parameters of the URL are cast to what the view declares', async () => {
  const view = await openView(counter, { params: { start: '41' } })
  expect(view.text('#value')).toBe('41')
  expect(view.deadHtml).toContain('<p id="value">41</p>')
})

test('a reply reaches whoever pushed the event', async () => {
  const view = await openView(counter)
  expect(await view.pushEvent('ask')).toEqual({ count: 0 })
})

test('an event that is not declared is answered with its code, and the view lives', async () => {
  const view = await openView(counter)
  expect(await view.pushEvent('steal')).toEqual({ error: { code: 'unknown_event' } })
  expect(await view.pushEvent('inc', { by: 'x' })).toEqual({ error: { code: 'invalid_payload' } })
  await view.click('#one')
  expect(view.text('#value')).toBe('1')
})

test('what is published on a topic reaches every view that listens', async () => {
  const pubsub = localPubSub()
  const added = topic<Todo>('added')
  const list = liveView({
    topics: { added },
    mount: () => ({ todos: stream<Todo>([{ id: 1, text: 'one' }]) }),
    handleInfo: { added: (live, todo) => live.assigns.todos.insert(todo, { at: 0 }) },
    render: ({ todos }) => html`<ul id="todos" phx-update="stream">${each(todos, todoRow)}</ul>`,
  })
  const views = [await openView(list, { pubsub }), await openView(list, { pubsub })]
  await pubsub.publish(added, { id: 2, text: 'two' })
  for (const view of views) {
    await view.settled()
    expect(view.texts('#todos li')).toEqual(['two', 'one'])
    expect(view.attribute('#todos li:first-child', 'id')).toBe('todos-2')
  }
})

test('a view stands at the path that it is given, and may patch itself there', async () => {
  const path = paths('/rooms/:id')
  const room = liveView({
    params: Type.Object({ id: Type.Integer(), page: Type.Optional(Type.Integer()) }),
    events: { next: Type.Object({}) },
    mount: ({ params }) => ({ id: params.id, page: 0 }),
    handleParams: (live, { page = 1 }) => live.assign({ page }),
    handleEvent: {
      next: (live) => live.patch(path('/rooms/:id', { id: live.assigns.id, page: live.assigns.page + 1 })),
    },
    render: ({ id, page }) => html`<h1>${id}, ${page}</h1>`,
  })
  const view = await openView(room, { path: '/rooms/:id', params: { id: '7', page: '3' } })
  expect([view.path, view.text('h1')]).toEqual(['/rooms/7?page=3', '7, 3'])
  await view.pushEvent('next')
  expect([view.path, view.text('h1')]).toEqual(['/rooms/7?page=4', '7, 4'])
})

test('what the client would send along with the join reaches connect', async () => {
  const greeting = liveView({
    mount: () => ({ zone: '' }),
    connect: (live, { params }) => live.assign({ zone: String(params['zone']) }),
    render: ({ zone }) => html`<p>${zone}</p>`,
  })
  const view = await openView(greeting, { connectParams: { zone: 'cet' } })
  expect(view.text('p')).toBe('cet')
})
