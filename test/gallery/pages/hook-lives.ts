import { component, each, html, liveRender, liveView, stream, Type } from 'oriel'

interface Row {
  readonly id: number
}

const watched = liveView({
  session: Type.Object({ number: Type.Integer() }),
  mount: ({ session }) => ({ number: session.number }),
  render: ({ number }) => html`<p id="${`watched-${number}`}" phx-hook="Named">View ${number}</p>`,
})

const rowOf = ({ id }: Row, domId: string) =>
  html`${liveRender(watched, { id: domId, session: { number: id } })}`

/** Its hook may still push when it has gone. */
const late = component({
  events: { push: Type.Object({}) },
  mount: (_: object) => ({ pushed: 0 }),
  handleEvent: { push: (live) => live.assign({ pushed: live.assigns.pushed + 1 }) },
  render: ({ pushed }) =>
    html`<div id="late"><p id="late-pushed">${pushed}</p><p id="director" phx-hook="Director">Directs</p></div>`,
})

const rows = (...ids: readonly number[]): readonly Row[] => ids.map((id) => ({ id }))

/** Where hooks begin and end: in the views of rows, in components that go, on elements that name themselves. */
export const hookLives = liveView({
  events: {
    show: Type.Object({ ids: Type.Array(Type.Integer()) }),
    add: Type.Object({}),
    count: Type.Object({}),
    toggle: Type.Object({}),
    push: Type.Object({}),
  },
  mount: () => ({ rows: stream(rows(1, 2, 3)), count: 0, hasLate: true, pushed: 0 }),
  handleEvent: {
    show: (live, { ids }) => live.assigns.rows.reset(rows(...ids)),
    add: (live) => live.assigns.rows.insert({ id: 4 }),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    toggle: (live) => live.assign({ hasLate: !live.assigns.hasLate }),
    push: (live) => live.assign({ pushed: live.assigns.pushed + 1 }),
  },
  render: ({ rows, count, hasLate, pushed }, on) => html`
    <button id="some" phx-click="${on.show({ ids: [1, 3] })}">1 and 3</button>
    <button id="others" phx-click="${on.show({ ids: [2, 3] })}">2 and 3</button>
    <button id="add" phx-click="${on.add}">Add 4</button>
    <ul id="rows" phx-update="stream">${each(rows, rowOf)}</ul>
    <p id="self" phx-hook="SelfNamed">Count ${count}</p>
    <button id="count" phx-click="${on.count}">Count</button>
    <button id="toggle" phx-click="${on.toggle}">Show or hide</button>
    <p id="pushed">${pushed}</p>
    ${hasLate && late({ id: 'late' })}
    <ol id="told" phx-update="ignore"></ol>`,
})
