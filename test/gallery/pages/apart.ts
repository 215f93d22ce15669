import { html, js, liveView, Type } from 'oriel'

/** Fields that stand beside their form, and forms that are like no other. */
export const apart = liveView({
  events: {
    typed: Type.Object({ text: Type.String() }),
    save: Type.Object({ text: Type.String() }),
    nothing: Type.Object({}),
    filled: Type.Object({ open: Type.Optional(Type.String()), closed: Type.Optional(Type.String()) }),
    sent: Type.Object({ word: Type.String() }),
    crash: Type.Object({}),
  },
  mount: () => ({ typed: 0, saved: '', open: '', closed: 'not told', sent: '' }),
  handleEvent: {
    typed: (live) => live.assign({ typed: live.assigns.typed + 1 }),
    save: (live, { text }) => live.assign({ saved: text }),
    nothing: () => {},
    filled: (live, { open = '', closed = 'nothing' }) => live.assign({ open, closed }),
    sent: (live, { word }) => live.assign({ sent: word }),
    crash() {
      throw new Error('planted')
    },
  },
  render: ({ typed, saved, open, closed, sent }, on) => html`
    <label>Text <input id="text" form="beside" name="text" phx-debounce="300"></label>
    <form id="beside" phx-change="${on.typed}" phx-submit="${on.save}"><button id="save">Save</button></form>
    <p id="saved">${saved} after ${typed} changes</p>
    <form id="empty" phx-change="${on.nothing}"></form>
    <form id="half" phx-change="${on.filled}">
      <label>Open <input id="open" name="open" value="${open}"></label>
      <fieldset disabled><label>Closed <input name="closed" value="x"></label></fieldset>
    </form>
    <p id="filled">${open}, ${closed}</p>
    <form id="both" phx-submit="${on.sent}">
      <label>Word <input id="word" name="word"></label>
      <button id="send" phx-click="${js.addClass('bold', '#sent')}">Send</button>
    </form>
    <p id="sent">${sent}</p>
    <button id="crash" phx-click="${on.crash}">Crash</button>`,
})
