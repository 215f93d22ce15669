import { html, liveView, Type } from 'oriel'

const Field = Type.Object({ field: Type.String(), value: Type.String() })

/** Focus and blur, with the name of the field and what stands in it. */
export const focus = liveView({
  events: { enter: Field, leave: Field },
  mount: () => ({ current: 'none', left: 'none' }),
  handleEvent: {
    enter: (live, { field }) => live.assign({ current: field }),
    leave: (live, { field, value }) => live.assign({ current: 'none', left: `${field}: ${value}` }),
  },
  render: ({ current, left }, on) => html`
    <label>First <input id="first" phx-focus="${on.enter}" phx-blur="${on.leave}" phx-value-field="first"></label>
    <label>Second <input id="second" phx-focus="${on.enter}" phx-blur="${on.leave}" phx-value-field="second"></label>
    <button id="elsewhere">Elsewhere</button>
    <p id="current">${current}</p>
    <p id="left">${left}</p>`,
})
