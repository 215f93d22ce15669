import { html, liveView, paths, Type } from 'oriel'

const path = paths('/loop')

/** A view whose URL never settles once it is started: the framework stops it, and it begins anew. */
export const loop = liveView({
  params: Type.Object({ round: Type.Optional(Type.Integer()) }),
  events: { start: Type.Object({}) },
  mount: () => ({ round: 0, isTurning: false }),
  handleParams(live, { round = 0 }) {
    live.assign({ round })
    if (live.assigns.isTurning) live.patch(path('/loop', { round: round + 1 }))
  },
  handleEvent: {
    start(live) {
      live.assign({ isTurning: true })
      live.patch(path('/loop', { round: 1 }))
    },
  },
  render: ({ round, isTurning }, on) => html`
    <button id="start" phx-click="${on.start}">Start</button>
    <p id="state">${isTurning ? 'turning' : 'still'}, round ${round}</p>`,
})
