import { each, type Hole, html, js, liveView, stream, Type } from 'oriel'

interface Guest {
  readonly id: string
  readonly mood: string
}

const guest = (id: string, mood = 'calm'): Guest => ({ id, mood })
const guests = (ids: string) => [...ids].map((id) => guest(id))

const guestRow = ({ id, mood }: Guest, domId: string, leave: Hole) => html`
  <li id="${domId}" class="guest" phx-remove="${leave}">${id} is ${mood}</li>`

const leave = js.hide(undefined, { transition: 'fading', time: 100 })

/** A stream whose rows share their list with another element, and leave slowly. */
export const streamGuests = liveView({
  events: {
    come: Type.Object({ id: Type.String(), at: Type.Integer() }),
    cheer: Type.Object({ id: Type.String() }),
    go: Type.Object({ id: Type.String() }),
    move: Type.Object({ id: Type.String(), at: Type.Integer() }),
    restart: Type.Object({ ids: Type.String() }),
  },
  mount: () => ({ guests: stream(guests('ab')) }),
  handleEvent: {
    come: (live, { id, at }) => live.assigns.guests.insert(guest(id), { at }),
    cheer: (live, { id }) => live.assigns.guests.insert(guest(id, 'glad')),
    go: (live, { id }) => live.assigns.guests.delete(guest(id)),
    move(live, { id, at }) {
      live.assigns.guests.delete(guest(id))
      live.assigns.guests.insert(guest(id, 'moved'), { at })
    },
    restart: (live, { ids }) => live.assigns.guests.reset(guests(ids)),
  },
  render: ({ guests }, on) => html`
    <ul id="guests" phx-update="stream">
      <li id="empty" class="empty">Nobody is here.</li>
      ${each(guests, guestRow, leave)}
    </ul>
    <button id="come" phx-click="${on.come({ id: 'c', at: -1 })}">c comes</button>
    <button id="cheer" phx-click="${on.cheer({ id: 'a' })}">a is cheered up</button>
    <button id="go-a" phx-click="${on.go({ id: 'a' })}">a goes</button>
    <button id="go-b" phx-click="${on.go({ id: 'b' })}">b goes</button>
    <button id="move" phx-click="${on.move({ id: 'b', at: 0 })}">b moves to the front</button>
    <button id="restart" phx-click="${on.restart({ ids: 'bda' })}">b, d and a, from the start</button>
    <button id="clear" phx-click="${on.restart({ ids: '' })}">All go</button>`,
})
