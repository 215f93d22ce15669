import { html, liveView, Type } from 'oriel'

/** Clicks: bare, with a payload, with values on the element, and outside of an element. */
export const clicks = liveView({
  events: {
    add: Type.Object({ by: Type.Optional(Type.Integer()) }),
    choose: Type.Object({ color: Type.String(), size: Type.Integer() }),
    open: Type.Object({}),
    close: Type.Object({}),
  },
  mount: () => ({ count: 0, choice: 'nothing', isOpen: false }),
  handleEvent: {
    add: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    choose: (live, { color, size }) => live.assign({ choice: `${color}, size ${size + 1}` }),
    open: (live) => live.assign({ isOpen: true }),
    close: (live) => live.assign({ isOpen: false }),
  },
  render: ({ count, choice, isOpen }, on) => html`
    <p id="count">${count}</p>
    <button id="one" phx-click="${on.add}"><span>One</span> more</button>
    <button id="five" phx-click="${on.add({ by: 5 })}">Five more</button>
    <p id="choice">${choice}</p>
    <button id="choose" phx-click="${on.choose}" phx-value-color="red" phx-value-size="4">Choose</button>
    <button id="open" phx-click="${on.open}">Open</button>
    ${isOpen && html`<div id="menu" phx-click-away="${on.close}"><p>A click anywhere else closes this.</p><input id="inside" aria-label="Inside"></div>`}`,
})
