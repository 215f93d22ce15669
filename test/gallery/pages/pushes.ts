import { html, liveView, reply, Type } from 'oriel'

/** Events that the server pushes to hooks and to the window, and replies to the hook that asked. */
export const pushes = liveView({
  events: { ask: Type.Object({ number: Type.Number() }), greet: Type.Object({}) },
  mount: () => ({ greetings: 0 }),
  handleEvent: {
    ask: (_, { number }) => reply({ square: number * number }),
    greet(live) {
      const greetings = live.assigns.greetings + 1
      live.assign({ greetings })
      live.push('greeted', { greetings })
    },
  },
  render: ({ greetings }, on) => html`
    <button id="asker" phx-hook="Asker" data-number="12">Ask for the square of 12</button>
    <p id="answer" phx-update="ignore"></p>
    <button id="greet" phx-click="${on.greet}">Greet</button>
    <p id="greetings">${greetings}</p>
    <p id="heard" phx-hook="Listener" phx-update="ignore"></p>`,
})
