/** Of so many views, one has a live component. */
const WITH_COMPONENT = 4

const importing = (names: string): string => `import { ${names} } from 'oriel'
import { topic } from 'oriel/bus'
`

/** A project of no views: it loads the same, and nothing of it is used or compared. */
export const noViews = `export { component, each, html, liveView, reply, Type } from 'oriel'
export { topic } from 'oriel/bus'
`

/** A view as an app has it: eight events of different shapes, a topic, parameters, assigns of several kinds. */
export const viewSource = (
  n: number,
): string => `${importing(`${n % WITH_COMPONENT === 0 ? 'component, ' : ''}each, html, liveView, reply, Type`)}
interface Item${n} {
  readonly id: number
  readonly text: string
  readonly tags: readonly string[]
}
const added${n} = topic<Item${n}>('added${n}')
const row = ({ text, tags }: Item${n}) => html\`<li class="\${tags}">\${text}</li>\`
${n % WITH_COMPONENT === 0 ? componentSource(n) : ''}
export const view${n} = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()), filter: Type.Optional(Type.String()) }),
  events: {
    add: Type.Object({ text: Type.String({ minLength: 1 }) }),
    remove: Type.Object({ id: Type.Integer() }),
    rename: Type.Object({ id: Type.Integer(), text: Type.String() }),
    tag: Type.Object({ id: Type.Integer(), tags: Type.Array(Type.String()) }),
    move: Type.Object({ id: Type.Integer(), to: Type.Union([Type.Literal('up'), Type.Literal('down')]) }),
    save: Type.Object({ user: Type.Object({ name: Type.String(), age: Type.Optional(Type.Integer()) }) }),
    search: Type.Object({ filter: Type.String(), exact: Type.Optional(Type.Boolean()) }),
    clear: Type.Object({}),
  },
  topics: { added: added${n} },
  mount: ({ params }) => ({ items: [] as readonly Item${n}[], page: params.page ?? 1, filter: '', name: 'n${n}' }),
  handleParams: (live, { page = 1, filter = '' }) => live.assign({ page, filter }),
  handleEvent: {
    add: (live, { text }) => live.assign({ items: [...live.assigns.items, { id: live.assigns.items.length, text, tags: [] }] }),
    remove: (live, { id }) => live.assign({ items: live.assigns.items.filter((item) => item.id !== id) }),
    rename: (live, { id, text }) =>
      live.assign({ items: live.assigns.items.map((item) => (item.id === id ? { ...item, text } : item)) }),
    tag: (live, { id, tags }) =>
      live.assign({ items: live.assigns.items.map((item) => (item.id === id ? { ...item, tags } : item)) }),
    move: (_live, { to }) => reply({ moved: to === 'up' }),
    save: (live, { user }) => live.assign({ name: user.name, page: user.age ?? 1 }),
    search: (live, { filter, exact = false }) => live.assign({ filter: exact ? filter : filter.trim() }),
    clear: (live) => live.assign({ items: [] }),
  },
  handleInfo: { added: (live, item) => live.assign({ items: [...live.assigns.items, item] }) },
  title: ({ name }) => name,
  render: ({ items, filter, page }, on) => html\`
    <form phx-submit="\${on.add}"><input name="text"></form>
    <input name="filter" phx-change="\${on.search}" value="\${filter}"> \${page}
    <button phx-click="\${on.clear}">Clear</button><button phx-click="\${on.remove({ id: 1 })}">First</button>
    <ul>\${each(items, ({ id }) => id, row)}</ul>\${${n % WITH_COMPONENT === 0 ? `counter${n}({ id: 'c', label: filter })` : 'page'}}\`,
})
`

const componentSource = (n: number): string => `
const counter${n} = component({
  events: { inc: Type.Object({ by: Type.Optional(Type.Integer()) }), reset: Type.Object({}) },
  mount: (_: { readonly label: string }) => ({ count: 0 }),
  handleEvent: {
    inc: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    reset: (live) => live.assign({ count: 0 }),
  },
  render: ({ label, count }, on) => html\`<button phx-click="\${on.inc({ by: 2 })}">\${label} \${count}</button>\`,
})
`

/** What else has a schema: a form with checks, a changeset made in place, a live session. */
export const otherSource = `import { liveForm, liveSession, Type } from 'oriel'
import { cast, checks, required, validate } from 'oriel/changeset'
const Person = Type.Object({ name: Type.String(), age: Type.Optional(Type.Integer()) })
export const person = liveForm(Person, { check: checks(Person, required('name')) })
export const ana = validate(cast(Person, { name: 'Ana' }), required('name'))
export const signedIn = liveSession({
  name: 'signed in',
  data: Type.Object({ userId: Type.Integer() }),
  onMount: ({ session }) => ({ userId: session.data.userId }),
})
`
