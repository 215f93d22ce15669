import { html, liveView, Type } from 'oriel'

/** A script's part in an element, told of everything that happens to it. */
export const hooks = liveView({
  events: { change: Type.Object({}), other: Type.Object({}), toggle: Type.Object({}) },
  mount: () => ({ value: 1, other: 1, isShown: true }),
  handleEvent: {
    change: (live) => live.assign({ value: live.assigns.value + 1 }),
    other: (live) => live.assign({ other: live.assigns.other + 1 }),
    toggle: (live) => live.assign({ isShown: !live.assigns.isShown }),
  },
  render: ({ value, other, isShown }, on) => html`
    ${isShown && html`<p id="diary" phx-hook="Diary" data-value="${value}">Value ${value}</p>`}
    <button id="change" phx-click="${on.change}">Change it</button>
    <button id="other" phx-click="${on.other}">Change something else</button>
    <p id="other-value">${other}</p>
    <button id="toggle" phx-click="${on.toggle}">${isShown ? 'Take it away' : 'Bring it back'}</button>
    <ol id="told" phx-update="ignore"></ol>`,
})
