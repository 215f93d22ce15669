import {
  component,
  each,
  type Hole,
  html,
  type Live,
  liveView,
  type Stream,
  stream,
  type Template,
  Type,
} from 'oriel'
import { topic } from 'oriel/bus'

/** A component as a page is to show it; the beginning of its name says of which kind it is. */
export interface Spec {
  readonly name: string
  readonly label: string
  /** What a box shows inside. */
  readonly inside: readonly Spec[]
}

/** A row of a stream. */
export interface Row {
  readonly id: number
  readonly spec: Spec
}

/** Where the page has its components, beside the rows. */
export interface Slots {
  readonly list: readonly Spec[]
  readonly array: readonly Spec[]
  readonly maybe: readonly Spec[]
}

/** One thing that the view is told to do. */
export type Change =
  | { readonly kind: 'show'; readonly slots: Slots }
  | { readonly kind: 'insert'; readonly row: Row }
  | { readonly kind: 'delete'; readonly id: number }
  | { readonly kind: 'give'; readonly name: string; readonly label?: string; readonly note?: string }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'flash' }

const Nothing = Type.Object({})
const Numbered = Type.Object({ n: Type.Integer() })

const leaf = component({
  events: { inc: Nothing },
  mount: (_: { label: string; note?: string }) => ({ count: 0, size: 0, note: '' }),
  update: (live, { label }) => live.assign({ size: label.length }),
  handleEvent: { inc: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ id, label, note, size, count }) =>
    html`<b data-name="${id}">${label}/${size} ${note} ${count % 2 === 1 ? html`<i>odd</i>` : count}</b>`,
})

const box = component({
  events: { toggle: Nothing },
  mount: (_: { label: string; inside: readonly Spec[] }) => ({ isOpen: true }),
  handleEvent: { toggle: (live) => live.assign({ isOpen: !live.assigns.isOpen }) },
  render: ({ id, label, inside, isOpen }) =>
    html`<div data-name="${id}">${label}${isOpen ? contents(String(id), inside) : html`<u>closed</u>`}</div>`,
})

const feed = component({
  events: { add: Numbered, drop: Numbered },
  mount: (_: { label: string }) => ({ lines: stream<Row>([]) }),
  handleEvent: {
    add: ({ assigns: { id, lines } }, { n }) => lines.insert(lineOf(String(id), n)),
    drop: ({ assigns: { id, lines } }, { n }) => lines.delete(lineOf(String(id), n)),
  },
  render: ({ id, label, lines }) =>
    html`<div data-name="${id}">${label}<ol id="${id}-rows" phx-update="stream">${each(lines, rowOf)}</ol></div>`,
})

/** The line of a feed: every other one is a box with a leaf in it. */
export function lineOf(feed: string, n: number): Row {
  const inner = { name: `leaf-${feed}-${n}`, label: 'line', inside: [] }
  return { id: n, spec: n % 2 === 0 ? inner : { name: `box-${feed}-${n}`, label: 'line', inside: [inner] } }
}

/** Boxes show what they hold as a list, as an array, or one by one. */
export const wayOf = (name: string): 'list' | 'array' | 'one' =>
  (['list', 'array', 'one'] as const)[name.length % 3]!

function contents(name: string, inside: readonly Spec[]): Template {
  if (wayOf(name) === 'list') return html`<ul>${each(inside, nameOf, itemOf)}</ul>`
  if (wayOf(name) === 'array') return html`<nav>${inside.map(show)}</nav>`
  return html`<em>${inside[0] && show(inside[0])}</em>${inside.slice(1).map(show)}`
}

const nameOf = ({ name }: Spec) => name
const itemOf = (spec: Spec) => html`<li>${show(spec)}</li>`
const rowOf = ({ spec }: Row, domId: string) => html`<li id="${domId}">${show(spec)}</li>`

function show({ name, label, inside }: Spec): Hole {
  if (name.startsWith('box')) return box({ id: name, label, inside })
  return name.startsWith('feed') ? feed({ id: name, label }) : leaf({ id: name, label })
}

export const changed = topic<Change>('changed')

interface Assigns {
  slots: Slots
  title: string
  rows: Stream<Row>
}

/** Equal values are the same value here, as immutable data is. */
const known = new Map<string, unknown>()
function same<T>(value: T): T {
  const json = JSON.stringify(value)
  if (!known.has(json)) known.set(json, sameInside(value))
  return known.get(json) as T
}
const sameInside = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(same)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, same(inner)]))
      : value

function apply(live: Live<Assigns>, change: Change): void {
  const { rows } = live.assigns
  if (change.kind === 'show') live.assign({ slots: same(change.slots) })
  else if (change.kind === 'insert') rows.insert(same(change.row))
  else if (change.kind === 'delete') rows.deleteByDomId(`rows-${change.id}`)
  else if (change.kind === 'title') live.assign({ title: change.title })
  else if (change.kind === 'flash') live.flash('info', 'x')
  else {
    const { name, kind, ...given } = change
    live.sendUpdate(leaf, { id: name, ...given })
  }
}

/** A view that shows what it is told to. */
export const zoo = liveView({
  events: { change: Type.Object({ changes: Type.String() }) },
  topics: { changed },
  mount: (): Assigns => ({
    slots: { list: [], array: [], maybe: [] },
    title: '',
    rows: stream<Row>([]),
  }),
  handleEvent: {
    change: (live, { changes }) => {
      for (const change of JSON.parse(changes) as readonly Change[]) apply(live, change)
    },
  },
  handleInfo: { changed: apply },
  render: ({ slots, title, rows }) => html`<main><h1>${title}</h1><ul>${each(slots.list, nameOf, itemOf)}</ul>
<nav>${slots.array.map(show)}</nav><section>${slots.maybe.length > 0 && html`<hr>${slots.maybe.map(show)}`}</section>
<ol id="rows" phx-update="stream">${each(rows, rowOf)}</ol></main>`,
})
