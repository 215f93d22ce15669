import { each, html, liveView, stream, Type } from 'oriel'

/** How many rows the table has, and how many come at once into the list. */
export const ROWS = 1000
export const INSERTS = 500

interface Item {
  readonly id: number
  readonly name: string
  readonly price: number
}

const items: readonly Item[] = Array.from({ length: ROWS }, (_, i) => ({
  id: i,
  name: `Item number ${i}`,
  price: (i * 37) % 1000,
}))

/** Some other order each time, and always the same ones. */
const shuffled = (list: readonly Item[], by: number): readonly Item[] =>
  list.toSorted((a, b) => ((a.id * by) % 1009) - ((b.id * by) % 1009))

const row = ({ id, name, price }: Item) =>
  html`<tr id="item-${id}"><td>${id}</td><td><a href="/items/${id}">${name}</a></td><td>${price}</td><td class="${price > 500 && 'dear'}">in stock</td></tr>`

const Nothing = Type.Object({})

/** A table of a thousand rows, of which one is changed, or all are put into another order. */
export const tableLive = liveView({
  events: { one: Nothing, shuffle: Nothing, count: Nothing },
  mount: () => ({ rows: items, turn: 0 }),
  handleEvent: {
    one(live) {
      const { rows, turn } = live.assigns
      const at = (turn * 7) % ROWS
      live.assign({ rows: rows.with(at, { ...rows[at]!, price: 1001 + turn }), turn: turn + 1 })
    },
    shuffle(live) {
      const { rows, turn } = live.assigns
      live.assign({ rows: shuffled(rows, turn + 2), turn: turn + 1 })
    },
    count: (live) => live.assign({ turn: live.assigns.turn + 1 }),
  },
  render: ({ rows, turn }, on) => html`<main>
      <p id="done">${turn}</p>
      <button id="one" phx-click="${on.one}">One</button>
      <button id="shuffle" phx-click="${on.shuffle}">Shuffle</button>
      <button id="count" phx-click="${on.count}">Count</button>
      <table><tbody>${each(rows, ({ id }) => id, row)}</tbody></table>
    </main>`,
})

const line = ({ name, price }: Item, domId: string) =>
  html`<li id="${domId}"><b>${name}</b> costs <i>${price}</i></li>`

/** A stream that half a thousand rows come to at once. */
export const streamLive = liveView({
  events: { insert: Nothing, empty: Nothing },
  mount: () => ({ rows: stream<Item>([]), turn: 0 }),
  handleEvent: {
    insert(live) {
      for (const item of items.slice(0, INSERTS)) live.assigns.rows.insert(item)
      live.assign({ turn: live.assigns.turn + 1 })
    },
    empty(live) {
      live.assigns.rows.reset([])
      live.assign({ turn: live.assigns.turn + 1 })
    },
  },
  render: ({ rows, turn }, on) => html`<main>
      <p id="done">${turn}</p>
      <button id="insert" phx-click="${on.insert}">Insert</button>
      <button id="empty" phx-click="${on.empty}">Empty</button>
      <ul id="rows" phx-update="stream">${each(rows, line)}</ul>
    </main>`,
})
