import { stream } from 'oriel'
import { expect, test } from 'vitest'

interface Todo {
  readonly id: number
  readonly text?: string
}

const todo = (id: number, text?: string): Todo => ({ id, ...(text !== undefined && { text }) })
const ids = (rows: readonly { readonly domId: string }[]) => rows.map(({ domId }) => domId)

/** A stream as a view owns it, with its first items sent. */
function owned(...first: readonly number[]) {
  const todos = stream<Todo>(first.map((id) => todo(id)))
  let changes = 0
  todos.bind('todos', '3', { changed: () => changes++ })
  todos.flush()
  return { todos, changes: () => changes }
}

test('the first items wait to be sent, in order, named after their assign', () => {
  const todos = stream([todo(1), todo(2)])
  todos.bind('todos', '0', { changed() {} })
  expect(todos.changes.ops).toEqual([
    '0',
    [
      ['todos-2', -1, null, null],
      ['todos-1', -1, null, null],
    ],
    [],
  ])
  expect(ids(todos.changes.rows)).toEqual(['todos-1', 'todos-2'])
})

test('the ops begin with the newest insert, the rows with the oldest', () => {
  const { todos } = owned()
  todos.insert(todo(1))
  todos.insert(todo(2), { at: 0 })
  expect(todos.changes.ops).toEqual([
    '3',
    [
      ['todos-2', 0, null, null],
      ['todos-1', -1, null, null],
    ],
    [],
  ])
  expect(ids(todos.changes.rows)).toEqual(['todos-1', 'todos-2'])
})

test('of one item the latest insert counts, and stands where the first one put it', () => {
  const { todos } = owned()
  todos.insert(todo(1, 'old'))
  todos.insert(todo(2))
  todos.insert(todo(1, 'new'), { at: 0 })
  expect(todos.changes.rows).toEqual([
    { domId: 'todos-1', item: todo(1, 'new') },
    { domId: 'todos-2', item: todo(2) },
  ])
  expect(todos.changes.ops[1].map(([, at]) => at)).toEqual([-1, -1])
})

test('items that are prepended keep the order in which they are given', () => {
  const { todos } = owned(9)
  todos.prepend([todo(1), todo(2), todo(3)])
  expect(ids(todos.changes.rows)).toEqual(['todos-3', 'todos-2', 'todos-1'])
  expect(todos.changes.ops[1].every(([, at]) => at === 0)).toBe(true)
})

test('a delete takes back an insert that still waits', () => {
  const { todos } = owned()
  todos.insert(todo(1))
  todos.delete(todo(1))
  expect(todos.changes).toEqual({ ops: ['3', [], ['todos-1']], rows: [] })
})

test('an item that is deleted and inserted again moves', () => {
  const { todos } = owned(1, 2)
  todos.delete(todo(1))
  todos.insert(todo(1))
  expect(todos.changes.ops).toEqual(['3', [['todos-1', -1, null, null]], ['todos-1']])
})

test('only a reset has a fourth element, since any value there resets', () => {
  const { todos } = owned(1)
  todos.insert(todo(2))
  expect(todos.changes.ops).toHaveLength(3)
  todos.reset([])
  expect(todos.changes.ops).toEqual(['3', [], [], true])
  todos.flush()
  todos.insert(todo(2))
  expect(todos.changes.ops).toHaveLength(3)
})

test('a reset forgets what waited, and begins with its items', () => {
  const { todos } = owned(1)
  todos.insert(todo(2))
  todos.delete(todo(1))
  todos.reset([todo(3)])
  expect(todos.changes.ops).toEqual(['3', [['todos-3', -1, null, null]], [], true])
})

test('reading the changes leaves them, and a flush forgets them', () => {
  const { todos } = owned()
  todos.insert(todo(1))
  expect(todos.changes).toEqual(todos.changes)
  expect(todos.pending).toBe(1)
  todos.flush()
  expect(todos.changes).toEqual({ ops: ['3', [], []], rows: [] })
  expect(todos.pending).toBe(0)
})

test('every change tells the view', () => {
  const { todos, changes } = owned(1)
  todos.insert(todo(2))
  todos.delete(todo(1))
  todos.prepend([todo(3)])
  expect(changes()).toBe(3)
  todos.reset([])
  expect(changes()).toBe(4)
})

test('a limit travels with every insert', () => {
  const todos = stream([todo(1)], { limit: -50 })
  expect(todos.changes.ops[1]).toEqual([['stream-1', -1, -50, null]])
})

test('a stream may name its rows by anything', () => {
  const users = stream([{ email: 'a@b' }], { id: ({ email }) => `user-${email}` })
  users.bind('users', '0', { changed() {} })
  expect(ids(users.changes.rows)).toEqual(['user-a@b'])
})

test('an insert may have a limit of its own', () => {
  const { todos } = owned()
  todos.insert(todo(1), { limit: 20 })
  todos.prepend([todo(2)], { limit: -30 })
  expect(todos.changes.ops[1]).toEqual([
    ['todos-2', 0, -30, null],
    ['todos-1', -1, 20, null],
  ])
})

test('an update changes a row that is shown, and has neither a place nor a limit', () => {
  const todos = stream<Todo>([todo(1)], { limit: -50 })
  todos.flush()
  todos.update(todo(1, 'new'))
  expect(todos.changes.ops[1]).toEqual([['stream-1', -1, null, true]])
  expect(todos.changes.rows).toEqual([{ domId: 'stream-1', item: todo(1, 'new') }])
})

test('an update of an insert that still waits changes what is inserted, and not where', () => {
  const { todos } = owned()
  todos.insert(todo(1), { at: 0, limit: 9 })
  todos.insert(todo(2))
  todos.update(todo(1, 'new'))
  expect(todos.changes.ops[1]).toEqual([
    ['todos-2', -1, null, null],
    ['todos-1', 0, 9, null],
  ])
  expect(todos.changes.rows[0]).toEqual({ domId: 'todos-1', item: todo(1, 'new') })
})

test('an insert of an update that still waits adds the row', () => {
  const { todos } = owned()
  todos.update(todo(1))
  todos.insert(todo(1), { at: 0 })
  expect(todos.changes.ops[1]).toEqual([['todos-1', 0, null, null]])
})

test('an update of what is deleted, or not there after a reset, sends nothing', () => {
  const { todos, changes } = owned(1, 2)
  todos.delete(todo(1))
  todos.update(todo(1))
  expect(todos.changes).toEqual({ ops: ['3', [], ['todos-1']], rows: [] })
  todos.reset([])
  todos.update(todo(2))
  expect(todos.changes).toEqual({ ops: ['3', [], [], true], rows: [] })
  expect(changes()).toBe(2)
})

test('an update before anything was sent adds no row to the first page', () => {
  const todos = stream<Todo>([])
  todos.update(todo(1))
  expect(todos.pending).toBe(0)
})

test('a row is deleted by its dom id', () => {
  const { todos, changes } = owned(1)
  todos.insert(todo(2))
  todos.deleteByDomId('todos-1')
  todos.deleteByDomId('todos-2')
  expect(todos.changes).toEqual({ ops: ['3', [], ['todos-1', 'todos-2']], rows: [] })
  expect(changes()).toBe(3)
})
