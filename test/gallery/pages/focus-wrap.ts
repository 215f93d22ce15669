import { html, liveView, Type, focusWrap as wrap } from 'oriel'

/** A dialog that the focus does not leave while it is open. */
export const focusWrap = liveView({
  events: { open: Type.Object({}), close: Type.Object({}) },
  mount: () => ({ isOpen: false }),
  handleEvent: {
    open: (live) => live.assign({ isOpen: true }),
    close: (live) => live.assign({ isOpen: false }),
  },
  render: ({ isOpen }, on) => html`
    <button id="open" phx-click="${on.open}">Open</button>
    ${
      isOpen &&
      wrap(
        { id: 'dialog', role: 'dialog', 'aria-label': 'A dialog' },
        html`
          <label>Text <input id="text"></label>
          <button id="close" phx-click="${on.close}">Close</button>`,
      )
    }
    <button id="behind">Behind the dialog</button>`,
})
