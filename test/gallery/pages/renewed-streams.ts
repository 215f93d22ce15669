import { component, each, type Hole, html, js, liveView, type Stream, stream, Type } from 'oriel'

interface Row {
  readonly id: number
}

const rows = (...ids: readonly number[]): readonly Row[] => ids.map((id) => ({ id }))
const plainRow = ({ id }: Row, domId: string) => html`<li id="${domId}">${id}</li>`

const noticeRow = ({ id }: Row, domId: string, hide: (domId: string) => Hole) => html`
  <li id="${domId}"><span>Notice ${id}</span> <button class="hide" phx-click="${hide(domId)}">Hide</button></li>`
/** A row that is left to the browser, and one that waits when it is clicked. */
const oddRow = ({ id }: Row, domId: string, press: (payload: { id: number }) => Hole) =>
  id % 2 === 0
    ? html`<li id="${domId}" phx-update="ignore">Left ${id}</li>`
    : html`<li id="${domId}" phx-click="${press({ id })}">Press ${id}</li>`

const hide = (domId: string) => js.hide(`#${domId}`)

/** A list in a component, as in the row of another. */
const box = component({
  mount: (_: { size: string }) => ({ things: stream(rows(1, 2)) }),
  render: ({ id, size, things }) =>
    html`<section id="${`box-${id}`}"><h2>${size}</h2><ul id="${`things-${id}`}" phx-update="stream">${each(things, plainRow)}</ul></section>`,
})

const boxRow = ({ id }: Row, domId: string) =>
  html`<li id="${domId}">${box({ id: String(id), size: `Box ${id}` })}</li>`

/** A component that is a row by itself. */
const chip = component({
  events: { count: Type.Object({}) },
  mount: (_: { domId: string; label: number }) => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ domId, label, count }, on) =>
    html`<li id="${domId}"><button phx-click="${on.count}">${label}: ${count}</button></li>`,
})
const chipRow = ({ id }: Row, domId: string) => html`${chip({ id: String(id), domId, label: id })}`

/** A component whose element is the stream. */
const queue = component({
  events: { enter: Type.Object({}), leave: Type.Object({}) },
  mount: (_: object) => ({ next: 3, waiting: stream(rows(1, 2)) }),
  handleEvent: {
    enter(live) {
      live.assigns.waiting.insert({ id: live.assigns.next })
      live.assign({ next: live.assigns.next + 1 })
    },
    leave: (live) => live.assigns.waiting.delete({ id: 1 }),
  },
  render: ({ next, waiting }, on) => html`
    <ul id="queue" phx-update="stream" data-next="${next}">
      ${each(waiting, plainRow)}
      <li id="queue-doors"><button id="enter" phx-click="${on.enter}">Enter</button> <button id="leave" phx-click="${on.leave}">Leave</button></li>
    </ul>`,
})

const list = (id: string, of: Stream<Row>) =>
  html`<ol id="${id}" phx-update="stream">${each(of, plainRow)}</ol>`

/** Streams whose view begins anew, in components and of them, and more rows at once than are kept. */
export const renewedStreams = liveView({
  events: {
    crash: Type.Object({}),
    shuffle: Type.Object({}),
    more: Type.Object({}),
    next: Type.Object({}),
    press: Type.Object({ id: Type.Integer() }),
  },
  mount: () => ({
    next: 10,
    notices: stream(rows(1, 2, 3)),
    odd: stream(rows(1, 2, 3)),
    boxes: stream(rows(1, 2)),
    chips: stream(rows(1, 2, 3, 4)),
    last: stream(rows(1, 2, 3, 4, 5), { limit: -3 }),
  }),
  handleEvent: {
    crash() {
      throw new Error('planted')
    },
    shuffle: (live) => live.assigns.chips.reset(rows(5, 1, 6)),
    more(live) {
      live.assigns.boxes.insert({ id: 3 })
      live.assigns.chips.insert({ id: 9 })
    },
    press(live, { id }) {
      live.assigns.odd.delete({ id })
      live.assigns.odd.insert({ id: id + 3 }, { at: 0 })
    },
    next(live) {
      live.assigns.last.insert({ id: live.assigns.next })
      live.assign({ next: live.assigns.next + 1 })
    },
  },
  render: ({ notices, odd, boxes, chips, last }, on) => html`
    <button id="crash" phx-click="${on.crash}">Crash</button>
    <button id="shuffle" phx-click="${on.shuffle}">Shuffle</button>
    <button id="more" phx-click="${on.more}">One more of each</button>
    <button id="next" phx-click="${on.next}">Next</button>
    <ul id="notices" phx-update="stream">${each(notices, noticeRow, hide)}</ul>
    <ul id="odd" phx-update="stream">${each(odd, oddRow, on.press)}</ul>
    <ul id="boxes" phx-update="stream">${each(boxes, boxRow)}</ul>
    <ul id="chips" phx-update="stream">${each(chips, chipRow)}</ul>
    ${list('last', last)}
    ${queue({ id: 'queue' })}`,
})
