import { html, liveView, Type } from 'oriel'

/** Buttons that say that they wait, and a form that holds still until it is answered. */
export const disable = liveView({
  events: { save: Type.Object({ text: Type.String() }), count: Type.Object({}) },
  mount: () => ({ saved: '', count: 0 }),
  handleEvent: {
    save: (live, { text }) => live.assign({ saved: text }),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
  },
  render: ({ saved, count }, on) => html`
    <form id="form" phx-submit="${on.save}">
      <label>Text <input id="text" name="text" value="${saved}"></label>
      <label>Fixed <input id="fixed" name="fixed" value="as it is" readonly></label>
      <button id="save" phx-disable-with="Saving…">Save</button>
      <button id="never" disabled>Never</button>
    </form>
    <p id="saved">${saved}</p>
    <button id="count" phx-click="${on.count}" phx-disable-with="Counting…">Count</button>
    <p id="counted">${count}</p>`,
})
