import { html, liveView, Type } from 'oriel'

/** A field with a counter below it. The script that counts stands in the file beside this one. */
export const colocated = liveView({
  events: { shorten: Type.Object({ text: Type.String() }) },
  mount: () => ({ text: '' }),
  handleEvent: { shorten: (live, { text }) => live.assign({ text: text.slice(0, 3) }) },
  render: ({ text }) => html`
    <label>Text <input id="long" phx-hook="Counted" data-counter="counter"></label>
    <p id="counter" phx-update="ignore">0</p>
    <p id="short">${text}</p>`,
})
