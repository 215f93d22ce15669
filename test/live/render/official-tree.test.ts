import fc from 'fast-check'
import { each, html, type Stream, stream } from 'oriel'
import { expect, test } from 'vitest'
import { encodeMessage } from '../../../src/live/render/message.ts'
import type { NodePrint } from '../../../src/live/render/print.ts'
import { render } from '../../../src/live/render/render.ts'
import { markup } from '../../../src/live/wire/markup.ts'
import { merge } from '../../../src/live/wire/merge.ts'
import type { Tree } from '../../../src/live/wire/tree.ts'
import { normalized, OfficialPage } from './official-tree.ts'
import { histories, markupOf, templateOf } from './pages.ts'

test('the official client makes the same page of the same messages', () => {
  fc.assert(
    fc.property(histories, (pages) => {
      const official = new OfficialPage()
      let before: NodePrint | undefined
      for (const page of pages) {
        const after = render(templateOf(page), before)
        official.apply(encodeMessage(before, after))
        expect(official.html).toBe(normalized(markupOf(page)))
        before = after
      }
    }),
    { numRuns: 60 },
  )
})

interface Todo {
  readonly id: number
  readonly text: string
}

const todoRow = ({ text }: Todo, domId: string) => html`<li id="${domId}">${text} ${html`<b>!</b>`}</li>`

type Change = (todos: Stream<Todo>) => void
const todo = fc.record({ id: fc.nat({ max: 5 }), text: fc.constantFrom('x', 'y') })
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(todo, fc.record({ at: fc.constantFrom(-1, 0, 2), limit: fc.constantFrom(2, -3) })).map(
    ([item, options]): Change =>
      (todos) =>
        todos.insert(item, options),
  ),
  todo.map(
    (item): Change =>
      (todos) =>
        todos.update(item),
  ),
  todo.map(
    (item): Change =>
      (todos) =>
        todos.delete(item),
  ),
  fc.array(todo, { maxLength: 3 }).map(
    (items): Change =>
      (todos) =>
        todos.reset(items),
  ),
)

test('the official client reads the same rows and changes of a stream out of the same messages', () => {
  fc.assert(
    fc.property(
      fc.array(todo, { maxLength: 3 }),
      fc.array(fc.array(change, { maxLength: 4 })),
      (first, batches) => {
        const todos = stream<Todo>(first, { limit: -4 })
        todos.bind('todos', '0', { changed() {} })
        const page = (count: number) => html`<p>${count}</p><ul>${each(todos, todoRow)}</ul>`
        const official = new OfficialPage()
        let before: NodePrint | undefined
        let tree: Tree | undefined
        for (const [count, batch] of [[], ...batches].entries()) {
          for (const each of batch) each(todos)
          const after = render(page(count), before)
          const message = encodeMessage(before, after)
          official.apply(message)
          tree = merge(tree, JSON.parse(message))
          const { html, streams } = markup(tree)
          expect(official.html).toBe(normalized(html))
          expect(official.streams).toEqual(
            streams.filter(([, inserts, deletes, reset]) => inserts.length || deletes.length || reset),
          )
          todos.flush()
          before = after
        }
      },
    ),
  )
})
