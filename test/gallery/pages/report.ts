import { html, liveView, Type } from 'oriel'

/** A view that an ordinary route shows, which gives it what it needs. */
export const report = liveView({
  session: Type.Object({ year: Type.Integer() }),
  events: { next: Type.Object({}) },
  mount: ({ session }) => ({ year: session.year }),
  handleEvent: { next: (live) => live.assign({ year: live.assigns.year + 1 }) },
  render: ({ year }, on) => html`
    <h1>Report of ${year}</h1>
    <button id="next" phx-click="${on.next}">The next year</button>`,
})
