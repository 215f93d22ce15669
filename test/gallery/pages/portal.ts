import { html, liveView, portal as portalTo, Type } from 'oriel'

/** Content that stands elsewhere on the page, and still belongs to its view. */
export const portal = liveView({
  events: { count: Type.Object({}), toggle: Type.Object({}) },
  mount: () => ({ count: 0, isOpen: true }),
  handleEvent: {
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    toggle: (live) => live.assign({ isOpen: !live.assigns.isOpen }),
  },
  render: ({ count, isOpen }, on) => html`
    <button id="toggle" phx-click="${on.toggle}">${isOpen ? 'Close' : 'Open'}</button>
    <p id="count">${count}</p>
    ${
      isOpen &&
      portalTo(
        { id: 'tip', target: 'body', class: 'tip' },
        html`<button id="in-portal" phx-click="${on.count}">Counted ${count}</button>`,
      )
    }`,
})
