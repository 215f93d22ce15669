import { each, html, liveView, portal, stream, Type } from 'oriel'

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

/** What portals move out of forms, rows and lists. */
export const moved = liveView({
  events: {
    typed: Type.Object({ text: Type.String() }),
    open: Type.Object({}),
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
    renew: (live) => live.assigns.tickets.reset([{ id: 1, isOpen: true }]),
    reset: (live) => live.assigns.items.reset([{ id: 3 }]),
  },
  render: ({ csrf, text, tickets, items }, on) => html`
    <form id="form" phx-change="${on.typed}">
      <label>Text <input id="text" name="text" value="${text}"></label>
      ${portal({ id: 'echo', target: '#place' }, html`${text !== '' && html`<button id="in-echo">${text}</button>`}`)}
    </form>
    <button id="open" phx-click="${on.open}">Open the ticket</button>
    <button id="renew" phx-click="${on.renew}">Begin the tickets again, open</button>
    <ul id="tickets" phx-update="stream">${each(tickets, ticketRow)}</ul>
    <button id="reset" phx-click="${on.reset}">Begin the items again</button>
    ${portal({ id: 'list', target: 'body' }, html`<ul id="items" phx-update="stream">${each(items, itemRow)}</ul>`)}
    ${portal(
      { id: 'post', target: 'body' },
      html`<form id="posted" action="/echo" method="post"><input type="hidden" name="_csrf_token" value="${csrf}"><input type="hidden" name="word" value="moved"></form>`,
    )}
    <button id="send" form="posted">Post what was moved</button>
    <section id="place"></section>`,
})
