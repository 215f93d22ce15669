import { each, html, liveView, stream, Type } from 'oriel'

interface Entry {
  readonly id: number
}

const entryRow = ({ id }: Entry, domId: string) => html`<li id="${domId}">${id}</li>`

/** Streams of which the browser keeps the first three rows, or the last three; whoever scrolls back keeps the first. */
export const streamLimits = liveView({
  events: { append: Type.Object({}), prepend: Type.Object({}), back: Type.Object({}) },
  mount: () => ({
    low: 1,
    high: 2,
    first: stream([{ id: 1 }, { id: 2 }], { limit: 3 }),
    last: stream([{ id: 1 }, { id: 2 }], { limit: -3 }),
  }),
  handleEvent: {
    append(live) {
      const entry = { id: live.assigns.high + 1 }
      live.assign({ high: entry.id })
      live.assigns.first.insert(entry)
      live.assigns.last.insert(entry)
    },
    prepend(live) {
      const entry = { id: live.assigns.low - 1 }
      live.assign({ low: entry.id })
      live.assigns.first.insert(entry, { at: 0 })
      live.assigns.last.insert(entry, { at: 0 })
    },
    back(live) {
      const { low, last } = live.assigns
      live.assign({ low: low - 2 })
      last.prepend([{ id: low - 2 }, { id: low - 1 }], { limit: 3 })
    },
  },
  render: ({ first, last }, on) => html`
    <button id="append" phx-click="${on.append}">Append</button>
    <button id="prepend" phx-click="${on.prepend}">Prepend</button>
    <button id="back" phx-click="${on.back}">Scroll back</button>
    <ol id="first" phx-update="stream">${each(first, entryRow)}</ol>
    <ol id="last" phx-update="stream">${each(last, entryRow)}</ol>`,
})
