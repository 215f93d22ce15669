import { html, liveView, Type } from 'oriel'

/** What goes wrong: a crash in an event or in mount, an event that nobody declared, a payload that does not fit. */
export const errors = liveView({
  params: Type.Object({ crash: Type.Optional(Type.Literal('mount')) }),
  events: { add: Type.Object({ by: Type.Integer() }), crash: Type.Object({}) },
  mount({ params }) {
    if (params.crash === 'mount') throw new Error('planted in mount')
    return { count: 0 }
  },
  handleEvent: {
    add: (live, { by }) => live.assign({ count: live.assigns.count + by }),
    crash: () => {
      throw new Error('planted in an event')
    },
  },
  render: ({ count }, on) => html`
    <p id="count">${count}</p>
    <button id="add" phx-click="${on.add({ by: 1 })}">One more</button>
    <button id="crash" phx-click="${on.crash}">Crash</button>
    <button id="unknown" phx-click="nobody_declared_this">Send an unknown event</button>
    <button id="invalid" phx-click="${on.add}" phx-value-by="many">Send an invalid payload</button>
    <a href="/errors?crash=mount">Crash in mount</a>`,
})
