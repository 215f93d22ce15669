/** What a template takes, and the mistakes that do not compile: `tsc -p test` is the test. */
import { attrs, each, html, js, paths, stream, type Template, unsafeHtml } from 'oriel'

interface Todo {
  readonly id: number
  readonly text: string
}

const todos: readonly Todo[] = [{ id: 1, text: 'one' }]
const todoRow = (todo: Todo) => html`<li>${todo.text}</li>`
const streamRow = (todo: Todo, domId: string) => html`<li id="${domId}">${todo.text}</li>`
const idOf = (todo: Todo) => todo.id
const path = paths('/', '/rooms/:id')

/** Holes that compile. */
export const fine: readonly Template[] = [
  html`${'text'} ${1} ${true} ${null} ${undefined} ${false} ${''}`,
  html`${html`<b></b>`} ${[html`<i></i>`, 'text', null, ['nested']]} ${unsafeHtml('<hr>')}`,
  html`<a href="${path('/')}" class="${['a', false]}" ${attrs({ hidden: true, title: undefined })}>${todos.length > 0 && todoRow(todos[0]!)}</a>`,
  html`${each(todos, idOf, todoRow)} ${each(stream(todos), streamRow)}`,
  html`<a phx-click="${js.hide('#a').navigate(path('/rooms/:id', { id: 1 }))}"></a>`,
]

// @ts-expect-error an object shows nothing
html`${{ text: 'x' }}`
// @ts-expect-error a promise shows nothing
html`${Promise.resolve('x')}`
// @ts-expect-error a function shows nothing
html`${() => 'x'}`
// @ts-expect-error a date has to say how
html`${new Date()}`
// @ts-expect-error a map shows nothing
html`${new Map()}`
// @ts-expect-error a symbol shows nothing
html`${Symbol('x')}`
// @ts-expect-error a big number has to say how
html`${1n}`
// @ts-expect-error an object in a list shows nothing either
html`${[{ text: 'x' }]}`
// @ts-expect-error what only looks like a template is none
html`${{ strings: ['<b>'], values: [] }}`
// @ts-expect-error a stream is shown by each
html`${stream(todos)}`
// @ts-expect-error an attribute is no object
attrs({ data: { a: 1 } })
// @ts-expect-error trusted HTML is text
unsafeHtml(1)

/** Rows that take what the list has. */
export const rows = [
  each(todos, idOf, (todo) => html`${todo.text}`),
  each(todos, ({ text }) => text, todoRow),
  each(todos, idOf, (todo, mark: string, size: number) => html`${todo.text}${mark}${size}`, '!', 2),
  each(stream(todos), (todo, domId, mark: string) => html`<p id="${domId}">${todo.text}${mark}</p>`, '!'),
]

// @ts-expect-error the row takes other items
each(todos, idOf, (item: { name: string }) => html`${item.name}`)
// @ts-expect-error the row of a stream takes other items
each(stream(todos), (item: { name: string }) => html`${item.name}`)
// @ts-expect-error a list needs a key
each(todos, todoRow)
// @ts-expect-error a key is text or a number
each(todos, (todo) => todo, todoRow)
// @ts-expect-error a shared value is missing
each(todos, idOf, (todo: Todo, mark: string) => html`${todo.text}${mark}`)
// @ts-expect-error a shared value has another type
each(todos, idOf, (todo: Todo, mark: string) => html`${todo.text}${mark}`, 1)
// @ts-expect-error a shared value too many
each(todos, idOf, todoRow, 'extra')
// @ts-expect-error a row makes a template
each(todos, idOf, (todo: Todo) => todo.text)
// @ts-expect-error items of a list are objects
each(['a'], idOf, todoRow)

/** Streams whose rows have a name. */
export const streams = [
  stream(todos),
  stream(todos, { limit: -100 }),
  stream([{ email: 'a' }], { id: ({ email }) => email }),
]

// @ts-expect-error an item without an id needs a name
stream([{ email: 'a' }])
// @ts-expect-error the name is text
stream([{ email: 'a' }], { id: ({ email }) => email.length })
// @ts-expect-error another item
stream(todos).insert({ id: 2 })
// @ts-expect-error other items
stream(todos).prepend([{ id: 2, name: 'x' }])

// @ts-expect-error a path is made by path()
js.navigate('/rooms/1')
// @ts-expect-error an event is bound by on
js.push('save')
// @ts-expect-error no such command
js.explode()
