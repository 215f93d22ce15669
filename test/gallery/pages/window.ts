import { html, js, liveView, Type } from 'oriel'

/** What is bound to the window, and to the connection. */
export const windowPage = liveView({
  events: { come: Type.Object({}), leave: Type.Object({}), key: Type.Object({ key: Type.String() }) },
  mount: () => ({ told: 'nothing' }),
  handleEvent: {
    come: (live) => live.assign({ told: 'in front' }),
    leave: (live) => live.assign({ told: 'behind' }),
    key: (live, { key }) => live.assign({ told: key }),
  },
  render: ({ told }, on) => html`
    <p id="told" phx-window-focus="${on.come}" phx-window-blur="${on.leave}">${told}</p>
    <p phx-window-keydown="${on.key}" phx-key="Escape">Press Escape.</p>
    <label>Field <input id="field"></label>
    <p id="connection" class="new"
      phx-connected="${js.addClass('up').removeClass('down')}"
      phx-disconnected="${js.addClass('down').removeClass('up')}">The connection</p>`,
})
