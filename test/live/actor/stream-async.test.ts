import { asyncResult, component, each, html, liveView, loading, stream, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { deferred } from './deferred.ts'

interface Todo {
  readonly id: number
}

const todo = (id: number): Todo => ({ id })
const todoRow = ({ id }: Todo, domId: string) => html`<li id="${domId}">${id}</li>`

type Load = (signal: AbortSignal) => Promise<readonly Todo[]>

/** A view that shows 1 and 2, and loads what it is told to. */
const todosView = (load: Load, limit?: number) =>
  liveView({
    events: {
      load: Type.Object({ at: Type.Optional(Type.Integer()), reset: Type.Optional(Type.Boolean()) }),
      cancel: Type.Object({}),
    },
    mount: () => ({ todos: stream([todo(1), todo(2)]), found: loading<number>() }),
    handleEvent: {
      load: (live, options) =>
        live.streamAsync('todos', load, { result: 'found', ...options, ...(limit && { limit }) }),
      cancel: (live) => live.cancelAsync('todos'),
    },
    render: ({ todos, found }) => html`
      <ul id="todos" phx-update="stream">${each(todos, todoRow)}</ul>
      <p id="${found.state}">${asyncResult(found, {
        loading: () => 'Loading…',
        failed: (error) => (error as Error).message,
        ok: (count) => `${count} came`,
      })}</p>`,
  })

const loaded = async (options: { at?: number; reset?: boolean }, limit?: number) => {
  const view = await openView(todosView(async () => [todo(7), todo(8)], limit))
  await view.pushEvent('load', options)
  await view.tasksDone()
  return view
}

test('rows that are loaded come to stand at the end, and the result says how many came', async () => {
  const view = await loaded({})
  expect(view.texts('li')).toEqual(['1', '2', '7', '8'])
  expect(view.text('#ok')).toBe('2 came')
})

test('rows keep their order wherever they come to stand', async () => {
  expect((await loaded({ at: 0 })).texts('li')).toEqual(['7', '8', '1', '2'])
  expect((await loaded({ at: 1 })).texts('li')).toEqual(['1', '7', '8', '2'])
})

test('the limit of a load holds for its rows', async () => {
  expect((await loaded({}, -3)).texts('li')).toEqual(['2', '7', '8'])
})

test('with reset the rows of before stay until the others come', async () => {
  const rows = deferred<readonly Todo[]>()
  const view = await openView(todosView(() => rows.promise))
  await view.pushEvent('load', { reset: true })
  expect(view.texts('li')).toEqual(['1', '2'])
  expect(view.text('#loading')).toBe('Loading…')
  rows.resolve([todo(9)])
  await view.tasksDone()
  expect(view.texts('li')).toEqual(['9'])
})

test('a load that fails is shown as failed, and changes no row', async () => {
  const view = await openView(todosView(() => Promise.reject(new Error('no todos'))))
  await view.pushEvent('load', { reset: true })
  await view.tasksDone()
  expect(view.text('#failed')).toBe('no todos')
  expect(view.texts('li')).toEqual(['1', '2'])
})

test('a load is cancelled by the name of its stream', async () => {
  let signal: AbortSignal | undefined
  const view = await openView(
    todosView((given) => {
      signal = given
      return new Promise(() => {})
    }),
  )
  await view.pushEvent('load')
  await view.pushEvent('cancel')
  expect(signal?.aborted).toBe(true)
})

test('a component loads rows into a stream of its own', async () => {
  const list = component({
    mount: () => ({ todos: stream<Todo>([]), found: loading<number>() }),
    update: (live) => live.streamAsync('todos', async () => [todo(3)], { result: 'found' }),
    render: ({ todos, found }) => html`
      <ul id="rows" phx-update="stream" data-state="${found.state}">${each(todos, todoRow)}</ul>`,
  })
  const view = await openView(liveView({ mount: () => ({}), render: () => html`${list({ id: 'list' })}` }))
  await view.tasksDone()
  expect(view.texts('li')).toEqual(['3'])
  expect(view.attribute('#rows', 'data-state')).toBe('ok')
})
