import { html, liveView, Type } from 'oriel'

/** Events that wait for a pause, for the field to be left, or let one through at a time. */
export const pace = liveView({
  events: {
    search: Type.Object({ query: Type.String() }),
    name: Type.Object({ name: Type.String() }),
    fire: Type.Object({}),
    look: Type.Object({}),
  },
  mount: () => ({ query: '', searches: 0, name: '', names: 0, shots: 0, looks: 0 }),
  handleEvent: {
    search: (live, { query }) => live.assign({ query, searches: live.assigns.searches + 1 }),
    name: (live, { name }) => live.assign({ name, names: live.assigns.names + 1 }),
    fire: (live) => live.assign({ shots: live.assigns.shots + 1 }),
    look: (live) => live.assign({ looks: live.assigns.looks + 1 }),
  },
  render: ({ query, searches, name, names, shots, looks }, on) => html`
    <form id="search" phx-change="${on.search}">
      <label>Search <input id="query" name="query" value="${query}" phx-debounce="400"></label>
    </form>
    <p id="searched">${query} (${searches})</p>
    <form id="naming" phx-change="${on.name}">
      <label>Name <input id="name" name="name" value="${name}" phx-debounce="blur"></label>
    </form>
    <p id="named">${name} (${names})</p>
    <button id="fire" phx-click="${on.fire}" phx-throttle="60000">Fire</button>
    <p id="shots">${shots}</p>
    <button id="look" phx-click="${on.look}">Look</button>
    <p id="looks">${looks}</p>`,
})
