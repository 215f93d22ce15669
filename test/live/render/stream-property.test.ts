import fc from 'fast-check'
import { each, html, type Stream, stream } from 'oriel'
import { expect, test } from 'vitest'
import { encodeMessage } from '../../../src/live/render/message.ts'
import type { NodePrint, StreamPrint } from '../../../src/live/render/print.ts'
import { render } from '../../../src/live/render/render.ts'
import { ViewPart } from '../../../src/live/testing/view-part.ts'

interface Todo {
  readonly id: number
  readonly text: string
}

const todoRow = ({ text }: Todo, domId: string) => html`<li id="${domId}">${text}</li>`

/** A view with one stream and its browser. */
class Viewer {
  readonly stream: Stream<Todo>
  readonly #page = new ViewPart('')
  #print: NodePrint | undefined

  constructor(first: readonly Todo[], limit?: number) {
    this.stream = stream<Todo>(first, { id: ({ id }) => `todo-${id}`, ...(limit !== undefined && { limit }) })
    this.stream.bind('todos', '0', { changed() {} })
    this.flush()
  }

  /** Sends what waits. */
  flush(): void {
    const print = render(
      html`<ul id="todos" phx-update="stream">${each(this.stream, todoRow)}<li id="last"></li></ul>`,
    )
    const message = JSON.parse(encodeMessage(this.#print, print))
    if (this.#print) this.#page.apply(message)
    else this.#page.open(message)
    this.#print = print
    this.stream.flush()
  }

  /** What the browser shows, as items. */
  get shown(): readonly Todo[] {
    const rows = [...this.#page.document.querySelectorAll('#todos li:not(#last)')]
    return rows.map(({ id, textContent }) => ({
      id: Number(id.slice('todo-'.length)),
      text: textContent ?? '',
    }))
  }
}

type Change =
  | { readonly kind: 'append'; readonly todo: Todo }
  | { readonly kind: 'prepend'; readonly todo: Todo }
  | { readonly kind: 'update'; readonly todo: Todo }
  | { readonly kind: 'delete'; readonly todo: Todo }
  | { readonly kind: 'deleteByDomId'; readonly todo: Todo }
  | { readonly kind: 'prependAll'; readonly todos: readonly Todo[] }
  | { readonly kind: 'reset'; readonly todos: readonly Todo[] }

const todo = fc.record({ id: fc.nat({ max: 7 }), text: fc.constantFrom('x', 'y', 'z') })
const todos = fc.uniqueArray(todo, { maxLength: 5, selector: ({ id }) => id })
const kinds = ['append', 'prepend', 'update', 'delete', 'deleteByDomId'] as const
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...kinds), todo }),
  fc.record({ kind: fc.constantFrom('prependAll' as const, 'reset' as const), todos }),
)

function applyToStream(stream: Stream<Todo>, change: Change): void {
  if (change.kind === 'append') stream.insert(change.todo)
  else if (change.kind === 'prepend') stream.insert(change.todo, { at: 0 })
  else if (change.kind === 'update') stream.update(change.todo)
  else if (change.kind === 'delete') stream.delete(change.todo)
  else if (change.kind === 'deleteByDomId') stream.deleteByDomId(`todo-${change.todo.id}`)
  else if (change.kind === 'prependAll') stream.prepend(change.todos)
  else stream.reset(change.todos)
}

const without = (list: readonly Todo[], { id }: Todo) => list.filter((each) => each.id !== id)

/** What a person who reads the call expects to see: an item that is there already stays in its place. */
function expected(list: readonly Todo[], change: Change): readonly Todo[] {
  if (change.kind === 'reset') return change.todos
  if (change.kind === 'delete' || change.kind === 'deleteByDomId') return without(list, change.todo)
  if (change.kind === 'update') return update(list, change.todo)
  if (change.kind === 'prependAll') return change.todos.toReversed().reduce(putFirst, list)
  return change.kind === 'prepend' ? putFirst(list, change.todo) : putLast(list, change.todo)
}

const update = (list: readonly Todo[], todo: Todo) => list.map((each) => (each.id === todo.id ? todo : each))
const has = (list: readonly Todo[], { id }: Todo) => list.some((each) => each.id === id)
const putFirst = (list: readonly Todo[], todo: Todo) =>
  has(list, todo) ? update(list, todo) : [todo, ...list]
const putLast = (list: readonly Todo[], todo: Todo) =>
  has(list, todo) ? update(list, todo) : [...list, todo]

test('a stream that is sent after every change shows what the changes say', () => {
  fc.assert(
    fc.property(todos, fc.array(change), (first, changes) => {
      const viewer = new Viewer(first)
      let list: readonly Todo[] = first
      for (const change of changes) {
        applyToStream(viewer.stream, change)
        viewer.flush()
        list = expected(list, change)
        expect(viewer.shown).toEqual(list)
      }
    }),
  )
})

const idsOf = (change: Change) => ('todo' in change ? [change.todo.id] : change.todos.map(({ id }) => id))

/** Changes that touch each item once at most. */
const disjoint = fc.array(change).map((changes) => {
  const seen = new Set<number>()
  return changes.filter((change) => {
    const isNew = idsOf(change).every((id) => !seen.has(id))
    for (const id of idsOf(change)) seen.add(id)
    return isNew
  })
})

test('changes of different items, sent together, show what they would show one by one', () => {
  fc.assert(
    fc.property(todos, fc.array(disjoint), (first, batches) => {
      const viewer = new Viewer(first)
      let list: readonly Todo[] = first
      for (const batch of batches) {
        for (const change of batch) applyToStream(viewer.stream, change)
        viewer.flush()
        list = batch.reduce(expected, list)
        expect(viewer.shown).toEqual(list)
      }
    }),
  )
})

test('changes of the same items, sent together, show the same items as one by one', () => {
  const byId = (list: readonly Todo[]) => list.toSorted((a, b) => a.id - b.id)
  fc.assert(
    fc.property(todos, fc.array(fc.array(change)), (first, batches) => {
      const viewer = new Viewer(first)
      let list: readonly Todo[] = first
      for (const batch of batches) {
        for (const change of batch) applyToStream(viewer.stream, change)
        viewer.flush()
        list = batch.reduce(expected, list)
        expect(byId(viewer.shown)).toEqual(byId(list))
      }
    }),
  )
})

test('a stream that keeps the last rows drops the first of them as others are appended', () => {
  const limit = fc.integer({ min: 1, max: 4 })
  const batches = fc.array(fc.array(fc.constant('append'), { maxLength: 6 }))
  fc.assert(
    fc.property(limit, batches, (limit, batches) => {
      const viewer = new Viewer([], -limit)
      let count = 0
      for (const batch of batches) {
        for (const _ of batch) viewer.stream.insert({ id: count, text: String(count++) })
        viewer.flush()
        const kept = Array.from({ length: Math.min(limit, count) }, (_, i) => count - i - 1).reverse()
        expect(viewer.shown.map(({ id }) => id)).toEqual(kept)
      }
    }),
  )
})

test('a stream that keeps the first rows drops the last of them as others are prepended', () => {
  const sizes = fc.array(fc.nat({ max: 5 }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), sizes, (limit, sizes) => {
      const viewer = new Viewer([], limit)
      let list: readonly Todo[] = []
      let count = 0
      for (const size of sizes) {
        const older = Array.from({ length: size }, () => ({ id: count, text: String(count++) }))
        viewer.stream.prepend(older)
        viewer.flush()
        list = [...older, ...list].slice(0, limit)
        expect(viewer.shown).toEqual(list)
      }
    }),
  )
})

test('a limit of one insert drops rows for this insert alone', () => {
  const limit = fc.integer({ min: 1, max: 4 })
  const inserts = fc.array(fc.record({ limit }, { requiredKeys: [] }), { maxLength: 8 })
  fc.assert(
    fc.property(inserts, (inserts) => {
      const viewer = new Viewer([])
      let list: readonly number[] = []
      for (const [id, { limit }] of inserts.entries()) {
        viewer.stream.insert({ id, text: '' }, limit === undefined ? {} : { limit: -limit })
        viewer.flush()
        list = [...list, id].slice(limit === undefined ? 0 : -limit)
        expect(viewer.shown.map(({ id }) => id)).toEqual(list)
      }
    }),
  )
})

test('a row that is inserted at an index stands there among all rows', () => {
  const indexed = fc.array(fc.nat({ max: 4 }), { maxLength: 8 })
  fc.assert(
    fc.property(indexed, (indexes) => {
      const viewer = new Viewer([])
      let list: readonly number[] = []
      for (const [id, index] of indexes.entries()) {
        const at = Math.min(index, list.length)
        viewer.stream.insert({ id, text: '' }, { at })
        viewer.flush()
        list = list.toSpliced(at, 0, id)
        expect(viewer.shown.map(({ id }) => id)).toEqual(list)
      }
    }),
  )
})

// Items that come again as the same objects.
const items = [1, 2, 3, 4].flatMap((id) => ['x', 'y'].map((text): Todo => ({ id, text })))
const known = fc.constantFrom(...items)
const knownChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...kinds), todo: known }),
  fc.record({
    kind: fc.constantFrom('prependAll' as const, 'reset' as const),
    todos: fc.uniqueArray(known, { maxLength: 3, selector: ({ id }) => id }),
  }),
)

/** One step of one of several viewers. */
const step = fc.record({
  viewer: fc.nat({ max: 3 }),
  change: fc.oneof(
    { weight: 5, arbitrary: knownChange },
    { weight: 1, arbitrary: fc.constant('flush' as const) },
  ),
})

test('streams that share what waits hold what each would hold alone', () => {
  fc.assert(
    fc.property(todos, fc.array(step, { maxLength: 60 }), (first, steps) => {
      const idOf = ({ id }: Todo) => `todo-${id}`
      // A function of its own keeps a stream apart from all others.
      const alone = Array.from({ length: 4 }, () => stream<Todo>(first, { id: (item) => idOf(item) }))
      const together = Array.from({ length: 4 }, () => stream<Todo>(first, { id: idOf }))
      for (const { viewer, change } of steps) {
        for (const each of [alone[viewer]!, together[viewer]!]) {
          if (change === 'flush') each.flush()
          else applyToStream(each, change)
        }
        expect(together.map(({ changes, pending }) => ({ changes, pending }))).toEqual(
          alone.map(({ changes, pending }) => ({ changes, pending })),
        )
      }
    }),
  )
})

test('viewers that change their streams alike hold the same object, and are rendered once', () => {
  const first = [{ id: 1, text: 'x' }]
  const [one, other] = [1, 2].map(() => stream<Todo>(first))
  expect(one!.waiting).toBe(other!.waiting)
  for (const each of [one!, other!]) {
    each.flush()
    each.insert(first[0]!, { at: 0 })
    each.deleteByDomId('stream-7')
  }
  expect(one!.waiting).toBe(other!.waiting)
  const [before, after] = [one!, other!].map(
    (todos) => render(html`<ul>${each(todos, todoRow)}</ul>`).parts[0],
  )
  expect(before).toMatchObject({ kind: 'stream' })
  expect((before as StreamPrint).changes).toBe((after as StreamPrint).changes)
})
