/** What a template takes, and the mistakes that do not compile: `tsc -p test` is the test. */
import {
  type AttributeValues,
  attrs,
  dynamicTag,
  type EventRef,
  each,
  focusWrap,
  type Hole,
  html,
  intersperse,
  js,
  link,
  liveTitle,
  paths,
  portal,
  stream,
  type Template,
  unsafeHtml,
} from 'oriel'

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

/** An event is bound among attributes that are spread. */
export const bound = (save: EventRef<{ readonly id: number }>) =>
  attrs({ 'phx-click': save, 'phx-blur': save({ id: 1 }), href: path('/') })

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
// @ts-expect-error a place is given by its name
stream(todos).insert(todos[0]!, 0)
// @ts-expect-error an update has no place
stream(todos).update(todos[0]!, { at: 0 })
// @ts-expect-error an item is deleted as it is, an id by deleteByDomId
stream(todos).delete('todos-1')
// @ts-expect-error other items
stream(todos).prepend([{ id: 2, name: 'x' }])

// @ts-expect-error a path is made by path()
js.navigate('/rooms/1')
// @ts-expect-error an event is bound by on
js.push('save')
// @ts-expect-error no such command
js.explode()

/** Components that the framework brings. */
export const components: readonly Hole[] = [
  link({ navigate: path('/'), replace: true, class: ['a', false] }, 'Home'),
  link({ patch: path('/rooms/:id', { id: 1 }) }, html`<b>Room</b>`),
  link({ href: 'https://example.org/', target: '_blank', 'phx-click': js.hide('#a') }, 'Out'),
  portal({ id: 'tip', target: 'body', class: 'tip' }, 'text'),
  focusWrap({ id: 'menu', role: 'dialog' }, html`<button>Close</button>`),
  liveTitle({ title: 'Lobby', suffix: ' · Oriel', default: 'Oriel' }),
  dynamicTag('h2', { id: 'top' }, 'text'),
  intersperse(todos, todoRow, ', '),
]

// @ts-expect-error a link leads somewhere
link({ class: 'tab' }, 'Nowhere')
// @ts-expect-error a link leads to one place
link({ navigate: path('/'), patch: path('/') }, 'Both')
// @ts-expect-error a page of the app is given by path()
link({ navigate: '/rooms' }, 'Rooms')
// @ts-expect-error a page that is loaded makes an entry of its own
link({ href: '/', replace: true }, 'Home')
// @ts-expect-error a link is followed with GET: write a form
link({ href: '/', method: 'delete' }, 'Delete')
// @ts-expect-error a link shows something
link({ href: '/' })
// @ts-expect-error an attribute is no template
link({ href: '/', title: html`x` }, 'Home')
// @ts-expect-error a portal has a target
portal({ id: 'tip' }, 'text')
// @ts-expect-error a focus wrap has an id
focusWrap({ class: 'menu' }, 'text')
// @ts-expect-error the first title is needed
liveTitle({ suffix: ' · Oriel' })
// @ts-expect-error the items have another type
intersperse(todos, (name: string) => name, ', ')

interface Column<Row> {
  readonly label: string
  readonly cell: (row: Row) => Hole
}

const card = (slots: { readonly title: Hole; readonly footer?: Hole }, content: Hole) =>
  html`<section><h2>${slots.title}</h2>${content}<footer>${slots.footer}</footer></section>`
const table = <Row extends object>(rows: readonly Row[], columns: readonly Column<Row>[]) =>
  html`${rows.map((row) => columns.map(({ cell }) => cell(row)))}`
const button = ({ kind, ...rest }: { readonly kind?: 'plain' | 'loud' } & AttributeValues, content: Hole) =>
  html`<button class="${kind}" ${attrs(rest)}>${content}</button>`

/** Slots are arguments. */
export const slots: readonly Template[] = [
  card({ title: 'Tasks' }, todos.map(todoRow)),
  card({ title: html`<i>Tasks</i>`, footer: '1 of 1' }, null),
  table(todos, [{ label: 'Text', cell: ({ text }) => text }]),
  button({ kind: 'loud', type: 'submit', disabled: true }, 'Save'),
]

// @ts-expect-error a slot is missing
card({ footer: '1 of 1' }, 'text')
// @ts-expect-error the content is missing
card({ title: 'Tasks' })
// @ts-expect-error no such slot
card({ title: 'Tasks', header: 'x' }, 'text')
// @ts-expect-error a slot shows text or a template
card({ title: { text: 'Tasks' } }, 'text')
// @ts-expect-error a slot with an argument is a function
table(todos, [{ label: 'Text', cell: 'text' }])
// @ts-expect-error the argument is a row of the table
table(todos, [{ label: 'Text', cell: (name: string) => name }])
// @ts-expect-error a row has no such value
table(todos, [{ label: 'Text', cell: ({ name }) => name }])
// @ts-expect-error the label of a column is missing
table(todos, [{ cell: ({ text }) => text }])
// @ts-expect-error no such kind
button({ kind: 'huge' }, 'Save')
// @ts-expect-error an attribute is no object
button({ data: { a: 1 } }, 'Save')
