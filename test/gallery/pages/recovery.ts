import { each, html, liveView, Type } from 'oriel'

const sizes = ['small', 'large'].map((name) => ({ name }))
const nameOf = ({ name }: { name: string }) => name
const sizeOption = ({ name }: { name: string }, chosen: string) =>
  html`<option value="${name}" selected="${name === chosen}">${name}</option>`

/** Forms that come back when the connection was lost: by their own event, by another, or not at all. */
export const recovery = liveView({
  // It ends with its connection, so that there is something to bring back.
  resumeWithin: 0,
  events: {
    draft: Type.Object({ text: Type.String(), size: Type.String(), gift: Type.Optional(Type.Boolean()) }),
    guess: Type.Object({ number: Type.String() }),
    restore: Type.Object({ number: Type.String() }),
    forget: Type.Object({ note: Type.String() }),
  },
  mount: () => ({ text: '', size: 'small', gift: false, number: '', restored: false, note: '' }),
  handleEvent: {
    draft: (live, { text, size, gift = false }) => live.assign({ text, size, gift }),
    guess: (live, { number }) => live.assign({ number }),
    restore: (live, { number }) => live.assign({ number, restored: true }),
    forget: (live, { note }) => live.assign({ note }),
  },
  render: ({ text, size, gift, number, restored, note }, on) => html`
    <form id="draft" phx-change="${on.draft}">
      <label>Text <input id="text" name="text" value="${text}"></label>
      <label>Size <select id="size" name="size">${each(sizes, nameOf, sizeOption, size)}</select></label>
      <label>A gift <input id="gift" type="checkbox" name="gift" value="true" checked="${gift}"></label>
    </form>
    <p id="order">${size} ${text}${gift && ', as a gift'}</p>
    <form id="guess" phx-change="${on.guess}" phx-auto-recover="${on.restore}">
      <label>Number <input id="number" name="number" value="${number}"></label>
    </form>
    <p id="number-told">${number}${restored && ', restored'}</p>
    <form id="forget" phx-change="${on.forget}" phx-auto-recover="ignore">
      <label>Note <input id="note" name="note" value="${note}"></label>
    </form>
    <p id="note-told">${note}</p>`,
})
