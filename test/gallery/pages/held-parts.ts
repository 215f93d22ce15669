import { component, html, liveRender, liveView, Type } from 'oriel'
import { type PubSub, topic } from 'oriel/bus'

const nudged = topic<number>('gallery nudged')

const label = component({
  mount: (_: { text: string }) => ({}),
  render: ({ id, text }) => html`<p id="label-${id}">${text}</p>`,
})

/** It is the first component of its view, as the other one is of the view around: their numbers are the same. */
const guest = liveView({
  topics: { nudged },
  mount: () => ({}),
  handleInfo: { nudged: (live, count) => live.sendUpdate(label, { id: 'guest', text: `guest ${count}` }) },
  render: () => html`${label({ id: 'guest', text: 'guest 0' })}`,
})

/** An element that waits for an answer, with a component and another view inside that hear of something else. */
export const heldParts = (pubsub: PubSub) =>
  liveView({
    events: { ask: Type.Object({}), nudge: Type.Object({}) },
    topics: { nudged },
    mount: () => ({ asked: 0, nudges: 0 }),
    handleEvent: {
      ask: (live) => live.assign({ asked: live.assigns.asked + 1 }),
      nudge: (live) => pubsub.publish(nudged, live.assigns.nudges + 1),
    },
    handleInfo: {
      nudged(live, nudges) {
        live.assign({ nudges })
        live.sendUpdate(label, { id: 'own', text: `own ${nudges}` })
      },
    },
    render: ({ asked, nudges }, on) => html`
      <p id="nudges">${nudges}</p>
      <p id="asked">${asked}</p>
      <button id="nudge" phx-click="${on.nudge}">Nudge every browser</button>
      <div id="panel" phx-hook="Presser" data-event="ask">
        <button id="press">Press</button>
        ${label({ id: 'own', text: 'own 0' })}
        ${liveRender(guest, { id: 'guest' })}
      </div>`,
  })
