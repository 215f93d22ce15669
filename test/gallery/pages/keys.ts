import { html, liveView, Type } from 'oriel'

const Key = Type.Object({ key: Type.String() })

/** Keys: one of them anywhere on the page, one of them in a field, and any of them in a field. */
export const keys = liveView({
  events: {
    up: Key,
    down: Key,
    enter: Type.Object({ key: Type.String(), value: Type.String() }),
    release: Key,
  },
  mount: () => ({ level: 0, entered: '', released: '' }),
  handleEvent: {
    up: (live) => live.assign({ level: live.assigns.level + 1 }),
    down: (live) => live.assign({ level: live.assigns.level - 1 }),
    enter: (live, { value }) => live.assign({ entered: value }),
    release: (live, { key }) => live.assign({ released: key }),
  },
  render: ({ level, entered, released }, on) => html`
    <p id="level" phx-window-keydown="${on.up}" phx-key="ArrowUp">${level}</p>
    <div phx-window-keyup="${on.down}" phx-key="ArrowDown">Arrow keys change the level.</div>
    <label>Enter <input id="enter" phx-keydown="${on.enter}" phx-key="Enter"></label>
    <p id="entered">${entered}</p>
    <label>Release <input id="release" phx-keyup="${on.release}"></label>
    <p id="released">${released}</p>`,
})
