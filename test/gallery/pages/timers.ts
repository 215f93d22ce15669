import { html, liveView, optional, Type } from 'oriel'

/** Callbacks that run later, once or again and again, until they are stopped. */
export const timers = liveView({
  events: { ring: Type.Object({}), stop: Type.Object({}) },
  mount: () => ({ ticks: 0, bell: 'silent', stop: optional<() => void>() }),
  connect(live) {
    const stop = live.every(100, () => live.assign({ ticks: live.assigns.ticks + 1 }))
    live.assign({ stop })
  },
  handleEvent: {
    ring(live) {
      live.after(100, () => live.assign({ bell: 'rung' }))
    },
    stop(live) {
      live.assigns.stop?.()
      live.assign({ stop: undefined })
    },
  },
  render: ({ ticks, bell, stop }, on) => html`
    <p id="ticks">${ticks}</p>
    <button id="stop" phx-click="${on.stop}" disabled="${stop === undefined}">Stop</button>
    <p id="bell">${bell}</p>
    <button id="ring" phx-click="${on.ring}">Ring soon</button>`,
})
