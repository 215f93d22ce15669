import { html, js, liveView, Type } from 'oriel'

/** An element that is left to the browser; only its data attributes follow the server. */
export const ignore = liveView({
  events: { count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) => html`
    <button id="count" phx-click="${on.count}">Count</button>
    <p id="followed">${count}</p>
    <p id="ignored" phx-update="ignore" data-count="${count}" title="${count}">${count}</p>
    <button id="lock" phx-click="${js.toggleAttribute('disabled', '', '#field')}">Lock</button>
    <input id="field" aria-label="Field" phx-update="ignore">`,
})
