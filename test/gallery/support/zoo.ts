import {
  component,
  each,
  type Hole,
  html,
  js,
  type Live,
  liveView,
  type Stream,
  stream,
  type Template,
  Type,
} from 'oriel'
import {
  type Row,
  type Spec,
  type State,
  type StreamAct,
  type StreamName,
  Truth,
  type Turn,
  type World,
} from './zoo-world.ts'

const Nothing = Type.Object({})
const Numbered = Type.Object({ n: Type.Integer() })

/** What each connected view has, by its id, with which those of its components begin. */
const truths = new Map<string, Truth>()

interface Stateful {
  readonly state: State
}

const fresh = (): Stateful => ({ state: { count: 0, isOpen: true, isShown: true, lines: [] } })

const note = ({ id, assigns }: Pick<Live<Stateful & { id: string | number }>, 'id' | 'assigns'>): unknown =>
  truths.get(id.replace(/\.\d+$/, ''))?.states.set(String(assigns.id), assigns.state)

const leaf = component({
  events: { inc: Nothing },
  mount: (_: { label: string }) => ({ count: 0, ...fresh() }),
  connect: note,
  handleEvent: {
    inc(live) {
      live.assigns.state.count++
      live.assign({ count: live.assigns.count + 1 })
    },
  },
  render: ({ id, label, count }, on) =>
    html`<b data-name="${id}" phx-click="${on.inc}">${label} ${count % 2 === 1 ? html`<i>odd</i>` : count}</b>`,
})

/** A row of a stream by itself. */
const chip = component({
  events: { inc: Nothing },
  mount: (_: { label: string; domId: string }) => ({ count: 0, ...fresh() }),
  connect: note,
  handleEvent: {
    inc(live) {
      live.assigns.state.count++
      live.assign({ count: live.assigns.count + 1 })
    },
  },
  render: ({ id, domId, label, count }, on) =>
    html`<li id="${domId}" data-name="${id}" phx-click="${on.inc}">${label} ${count}</li>`,
})

const box = component({
  events: { toggle: Nothing },
  mount: (_: { label: string; inside: readonly Spec[] }) => ({ isOpen: true, ...fresh() }),
  connect: note,
  handleEvent: {
    toggle(live) {
      const isOpen = !live.assigns.isOpen
      live.assigns.state.isOpen = isOpen
      live.assign({ isOpen })
    },
  },
  render: ({ id, label, inside, isOpen }, on) =>
    html`<div data-name="${id}"><s phx-click="${on.toggle}">${label}</s>${isOpen ? contents(String(id), inside) : html`<u>closed</u>`}</div>`,
})

const feed = component({
  events: { add: Numbered, drop: Numbered },
  mount: (_: { label: string }) => ({ lines: stream<Row>([]), ...fresh() }),
  connect: note,
  handleEvent: {
    add({ assigns: { id, state, lines } }, { n }) {
      if (!state.isShown) return
      if (!state.lines.includes(n)) state.lines = [...state.lines, n]
      lines.insert(lineOf(String(id), n))
    },
    drop({ assigns: { id, state, lines } }, { n }) {
      state.lines = state.lines.filter((line) => line !== n)
      lines.delete(lineOf(String(id), n))
    },
  },
  render: ({ id, label, lines }, on) =>
    html`<div data-name="${id}">${label}${[0, 1, 2].map(
      (n) =>
        html`<s phx-click="${js.push(on.add, { value: { n } })}"></s><s phx-click="${js.push(on.drop, { value: { n } })}"></s>`,
    )}<ol id="${id}-rows" phx-update="stream">${each(lines, rowOf)}</ol></div>`,
})

/** The line of a feed: every other one has a component in it. */
export function lineOf(feed: string, n: number): Row {
  return {
    id: n,
    label: 'line',
    spec: n % 2 === 0 ? { name: `leaf-${feed}-${n}`, label: 'line', inside: [] } : null,
  }
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
const itemOf = (spec: Spec) => html`<li>${spec.label}: ${show(spec)}</li>`
const rowOf = ({ label, spec }: Row, domId: string) =>
  html`<li id="${domId}">${label}${spec && show(spec)}</li>`

const mixedRowOf = (row: Row, domId: string) => {
  const { spec, label } = row
  const isChip = spec?.name.startsWith('chip')
  return html`${isChip ? chip({ id: spec!.name, label, domId }) : rowOf(row, domId)}`
}

function show({ name, label, inside }: Spec): Hole {
  if (name.startsWith('box')) return box({ id: name, label, inside })
  if (name.startsWith('feed')) return feed({ id: name, label })
  return name.startsWith('leaf') ? leaf({ id: name, label }) : html`<q>${label}</q>`
}

type Streams = Readonly<Record<StreamName, Stream<Row>>>

function apply(streams: Streams, act: StreamAct): void {
  const rows = streams[act.stream]
  if (act.kind === 'insert') rows.insert(act.row, { at: act.at })
  else if (act.kind === 'update') rows.update(act.row)
  else if (act.kind === 'delete') rows.deleteByDomId(`${act.stream}-${act.id}`)
  else rows.reset(act.rows)
}

/** A view that shows what its world has, and does to its streams what it is told. It may outlive its connection. */
export const zooOf = (world: World, isResumed: boolean) =>
  liveView({
    resumeWithin: isResumed ? 60_000 : 0,
    events: { sync: Nothing },
    topics: { turned: world.turned },
    mount: () => ({
      n: world.n,
      slots: world.slots,
      title: world.title,
      rows: stream(world.rows('rows')),
      latest: stream(world.rows('latest'), { limit: world.limit }),
      synced: '',
      truth: new Truth(),
    }),
    connect(live) {
      truths.set(live.id, live.assigns.truth)
      world.connected(live.assigns.truth)
    },
    disconnect(live) {
      truths.delete(live.id)
      world.disconnected(live.assigns.truth)
    },
    handleEvent: { sync: (live) => live.assign({ synced: world.token }) },
    handleInfo: {
      turned(live, { n, slots, title, acts }: Turn) {
        // It was mounted with what this turn has done.
        if (n <= live.assigns.n) return
        live.assign({ n, slots, title })
        live.assigns.truth.assigned(n, slots)
        for (const act of acts) apply(live.assigns, act)
      },
    },
    render({ n, slots: { list, array, maybe }, title, rows, latest, synced, truth }, on) {
      truth.rendered(n)
      return html`<button id="sync" phx-click="${on.sync}">${synced}</button><main><h1>${title}</h1><ul>${each(list, nameOf, itemOf)}</ul>
<nav>${array.map(show)}</nav><section>${maybe.length > 0 && html`<hr>${maybe.map(show)}`}</section>
<ol id="rows" phx-update="stream">${each(rows, rowOf)}<li id="last">end</li></ol><ol id="latest" phx-update="stream">${each(latest, mixedRowOf)}</ol></main>`
    },
  })
