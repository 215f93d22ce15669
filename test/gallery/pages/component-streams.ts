import { component, each, html, liveView, stream, Type } from 'oriel'

interface Entry {
  readonly id: number
}

const entryRow = ({ id }: Entry, domId: string) => html`<li id="${domId}">${id}</li>`

/** A list that the browser holds; the server knows no more than the number of the next row. */
const journal = component({
  events: { add: Type.Object({}), clear: Type.Object({}) },
  mount: ({ first }: { first: number }) => ({ next: first + 1, entries: stream([{ id: first }]) }),
  handleEvent: {
    add(live) {
      const { next, entries } = live.assigns
      entries.insert({ id: next })
      live.assign({ next: next + 1 })
    },
    clear: (live) => live.assigns.entries.reset([]),
  },
  render: ({ id, entries }, on) => html`
    <section id="${id}">
      <button class="add" phx-click="${on.add}">Add</button>
      <button class="clear" phx-click="${on.clear}">Clear</button>
      <ol id="${id}-list" phx-update="stream">${each(entries, entryRow)}</ol>
    </section>`,
})

/** Streams of components: each has its own rows and their ids. */
export const componentStreams = liveView({
  events: { count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) => html`
    <button id="count" phx-click="${on.count}">${count}</button>
    ${journal({ id: 'low', first: 1 })}
    ${journal({ id: 'high', first: 100 })}`,
})
