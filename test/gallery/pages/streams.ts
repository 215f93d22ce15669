import { each, html, liveView, stream, Type } from 'oriel'

interface Letter {
  readonly id: string
  readonly text: string
}

const letter = (id: string, text = id): Letter => ({ id, text })
const letters = (text: string) => [...text].map((id) => letter(id))

const letterRow = ({ text }: Letter, domId: string) => html`<li id="${domId}">${text}</li>`

/** A list that the browser holds, with everything that can be done to it. */
export const streams = liveView({
  events: {
    insert: Type.Object({ id: Type.String(), at: Type.Integer() }),
    prepend: Type.Object({ ids: Type.String() }),
    update: Type.Object({ id: Type.String(), text: Type.String() }),
    refresh: Type.Object({ id: Type.String(), text: Type.String() }),
    delete: Type.Object({ id: Type.String() }),
    deleteById: Type.Object({ domId: Type.String() }),
    reset: Type.Object({ ids: Type.String() }),
    both: Type.Object({}),
  },
  mount: () => ({ list: stream(letters('abc')) }),
  handleEvent: {
    insert: (live, { id, at }) => live.assigns.list.insert(letter(id), { at }),
    prepend: (live, { ids }) => live.assigns.list.prepend(letters(ids)),
    update: (live, { id, text }) => live.assigns.list.insert(letter(id, text)),
    refresh: (live, { id, text }) => live.assigns.list.update(letter(id, text)),
    delete: (live, { id }) => live.assigns.list.delete(letter(id)),
    deleteById: (live, { domId }) => live.assigns.list.deleteByDomId(domId),
    reset: (live, { ids }) => live.assigns.list.reset(letters(ids)),
    both(live) {
      live.assigns.list.delete(letter('a'))
      live.assigns.list.insert(letter('d'))
    },
  },
  render: ({ list }, on) => html`
    <button id="append" phx-click="${on.insert({ id: 'x', at: -1 })}">x at the end</button>
    <button id="first" phx-click="${on.insert({ id: 'y', at: 0 })}">y at the start</button>
    <button id="second" phx-click="${on.insert({ id: 'z', at: 1 })}">z at the second place</button>
    <button id="prepend" phx-click="${on.prepend({ ids: 'uvw' })}">u, v and w before all</button>
    <button id="update" phx-click="${on.update({ id: 'b', text: 'B' })}">b becomes B</button>
    <button id="refresh" phx-click="${on.refresh({ id: 'c', text: 'C' })}">c becomes C if it is there</button>
    <button id="refresh-none" phx-click="${on.refresh({ id: 'q', text: 'Q' })}">q becomes Q if it is there</button>
    <button id="delete" phx-click="${on.delete({ id: 'b' })}">b goes</button>
    <button id="delete-by-id" phx-click="${on.deleteById({ domId: 'list-a' })}">The row list-a goes</button>
    <button id="both" phx-click="${on.both}">a goes, d comes</button>
    <button id="reset" phx-click="${on.reset({ ids: 'cde' })}">Only c, d and e</button>
    <button id="empty" phx-click="${on.reset({ ids: '' })}">None</button>
    <ol id="list" phx-update="stream">${each(list, letterRow)}</ol>`,
})
