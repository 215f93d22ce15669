import { component, each, html, liveRender, liveView, portal, stream, Type } from 'oriel'

interface Ticket {
  readonly id: number
  readonly isOpen: boolean
}

interface Item {
  readonly id: number
}

const ticketRow = ({ id, isOpen }: Ticket, domId: string) => html`
  <li id="${domId}">
    Ticket ${id}
    ${isOpen && portal({ id: `preview-${id}`, target: '#place' }, html`<p id="${`details-${id}`}">Details of ${id}</p>`)}
  </li>`
const itemRow = ({ id }: Item, domId: string) => html`<li id="${domId}">Item ${id}</li>`

/** A view that is moved out of another one, which is in the page. */
const inner = liveView({
  events: { count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) =>
    html`<button id="inner-count" phx-click="${on.count}">${count} in the view that was moved</button>`,
})
const outer = liveView({
  mount: () => ({}),
  render: () =>
    html`<h2>A view</h2>${portal({ id: 'moved-view', target: '#place' }, liveRender(inner, { id: 'inner' }))}`,
})

/** It stands in a portal, and moves its own button on: the hook of that reaches it all the same. */
const shelf = component({
  events: { put: Type.Object({}) },
  mount: (_: object) => ({ next: 3, things: stream<Item>([{ id: 1 }, { id: 2 }]) }),
  handleEvent: {
    put(live) {
      live.assigns.things.insert({ id: live.assigns.next }, { at: 0 })
      live.assign({ next: live.assigns.next + 1 })
    },
  },
  render: ({ things }) => html`
    <section id="shelf">
      <ul id="things" phx-update="stream">${each(things, itemRow)}</ul>
      ${portal({ id: 'putting', target: 'body' }, html`<button id="put" phx-hook="PresserHere" data-event="put">Put</button>`)}
    </section>`,
})

/** What portals move out of forms, rows and lists. */
export const moved = liveView({
  events: {
    typed: Type.Object({ text: Type.String() }),
    open: Type.Object({}),
    close: Type.Object({}),
    renew: Type.Object({}),
    reset: Type.Object({}),
  },
  mount: ({ csrf }) => ({
    csrf,
    text: 'a',
    tickets: stream<Ticket>([{ id: 1, isOpen: false }]),
    items: stream<Item>([{ id: 1 }, { id: 2 }]),
  }),
  handleEvent: {
    typed: (live, { text }) => live.assign({ text }),
    open: (live) => live.assigns.tickets.insert({ id: 1, isOpen: true }),
    close: (live) => live.assigns.tickets.delete({ id: 1, isOpen: true }),
    renew: (live) => live.assigns.tickets.reset([{ id: 1, isOpen: true }]),
    reset: (live) => live.assigns.items.reset([{ id: 3 }]),
  },
  render: ({ csrf, text, tickets, items }, on) => html`
    <form id="form" phx-change="${on.typed}">
      <label>Text <input id="text" name="text" value="${text}"></label>
      ${portal({ id: 'echo', target: '#place' }, html`${text !== '' && html`<button id="in-echo">${text}</button>`}`)}
    </form>
    <button id="open" phx-click="${on.open}">Open the ticket</button>
    <button id="close" phx-click="${on.close}">Take the ticket away</button>
    <button id="renew" phx-click="${on.renew}">Begin the tickets again, open</button>
    <ul id="tickets" phx-update="stream">${each(tickets, ticketRow)}</ul>
    <button id="reset" phx-click="${on.reset}">Begin the items again</button>
    ${portal({ id: 'list', target: 'body' }, html`<ul id="items" phx-update="stream">${each(items, itemRow)}</ul>`)}
    ${portal(
      { id: 'post', target: 'body' },
      html`<form id="posted" action="/echo" method="post"><input type="hidden" name="_csrf_token" value="${csrf}"><input type="hidden" name="word" value="moved"></form>`,
    )}
    ${portal({ id: 'shelving', target: '#place' }, shelf({ id: 'shelf' }))}
    ${liveRender(outer, { id: 'outer' })}
    <button id="send" form="posted">Post what was moved</button>
    <section id="place"></section>`,
})
