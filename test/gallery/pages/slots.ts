import { each, type Hole, html, liveView, Type } from 'oriel'

interface Card {
  readonly title: Hole
  readonly footer?: Hole
}

/** The content is the default slot; the others have names, and may be missing. */
const card = ({ title, footer }: Card, content: Hole) => html`
  <section id="card">
    <h2>${title}</h2>${content}
    ${footer && html`<footer>${footer}</footer>`}
  </section>`

interface Column<Row> {
  readonly label: Hole
  /** A slot that is given something: the row that it is shown for. */
  readonly cell: (row: Row) => Hole
}

const labelCell = ({ label }: Column<never>) => html`<th>${label}</th>`
const tableRow = <Row extends object>(row: Row, columns: readonly Column<Row>[]) =>
  html`<tr>${columns.map(({ cell }) => html`<td>${cell(row)}</td>`)}</tr>`

/** A list of slots: one for each column. */
const table = <Row extends object>(
  rows: readonly Row[],
  key: (row: Row) => string,
  columns: readonly Column<Row>[],
) => html`
  <table id="table">
    <thead><tr>${columns.map(labelCell)}</tr></thead>
    <tbody>${each(rows, key, tableRow, columns)}</tbody>
  </table>`

interface Person {
  readonly name: string
  readonly isAdmin: boolean
}

const nameOf = ({ name }: Person) => name
const columns: readonly Column<Person>[] = [
  { label: 'Name', cell: nameOf },
  { label: html`<i>Role</i>`, cell: ({ isAdmin }) => isAdmin && html`<b>admin</b>` },
]

const people: readonly Person[] = [
  { name: 'Ana', isAdmin: true },
  { name: 'Ben', isAdmin: false },
]

/** Function components that are given parts of the page. */
export const slots = liveView({
  events: { count: Type.Object({}), sign: Type.Object({}), swap: Type.Object({}) },
  mount: () => ({ count: 0, isSigned: false, people }),
  handleEvent: {
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    sign: (live) => live.assign({ isSigned: !live.assigns.isSigned }),
    swap: (live) =>
      live.assign({ people: live.assigns.people.map(({ name, isAdmin }) => ({ name, isAdmin: !isAdmin })) }),
  },
  render: ({ count, isSigned, people }, on) => html`
    ${card(
      { title: html`Inbox <span>(${count})</span>`, footer: isSigned && 'Signed' },
      html`<button id="count" phx-click="${on.count}">One more</button>`,
    )}
    <button id="sign" phx-click="${on.sign}">Sign</button>
    ${table(people, nameOf, columns)}
    <button id="swap" phx-click="${on.swap}">Swap the roles</button>`,
})
