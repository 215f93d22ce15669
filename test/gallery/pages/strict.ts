import { component, each, html, liveView, Type } from 'oriel'

interface Note {
  readonly text: string
}

const textOf = ({ text }: Note) => text
const noteRow = ({ text }: Note) => html`<li>${text}</li>`

const opener = component({
  events: { toggle: Type.Object({}) },
  mount: () => ({ isOpen: false }),
  handleEvent: { toggle: (live) => live.assign({ isOpen: !live.assigns.isOpen }) },
  render: ({ isOpen }, on) => html`
    <section>
      <button id="toggle" phx-click="${on.toggle}">Toggle</button>
      ${isOpen && html`<p id="open">It is <em>open</em>.</p>`}
    </section>`,
})

/** Everything that makes markup in the browser, under a Content-Security-Policy as strict as they come. */
export const strict = liveView({
  // It ends with its connection, so that its form is brought back.
  resumeWithin: 0,
  events: { typed: Type.Object({ text: Type.String() }), add: Type.Object({ text: Type.String() }) },
  mount: () => ({ typed: '', notes: [] as readonly Note[] }),
  handleEvent: {
    typed: (live, { text }) => live.assign({ typed: text }),
    add: (live, note) => live.assign({ typed: '', notes: [...live.assigns.notes, note] }),
  },
  render: ({ typed, notes }, on) => html`
    <h1>Nothing but our own</h1>
    <form id="form" phx-change="${on.typed}" phx-submit="${on.add}">
      <input name="text" value="${typed}">
      <button id="add">Add</button>
    </form>
    <p id="typed">${typed}</p>
    <ul id="notes">${each(notes, textOf, noteRow)}</ul>
    ${opener({ id: 'opener' })}
    <img id="picture" alt="Drawn by a hook" phx-hook="Picture" phx-update="ignore">`,
})
