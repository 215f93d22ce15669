import { each, html, liveView, paths, Type } from 'oriel'

const path = paths('/patience', '/navigate/:place')

interface Entry {
  readonly id: number
  readonly text: string
}

const idOf = ({ id }: Entry) => id
const began: readonly Entry[] = ['a', 'b', 'c', 'd', 'e'].map((text, id) => ({ id, text }))

/** The entries with one of them a place further up. */
function raised(entries: readonly Entry[], id: number): readonly Entry[] {
  const index = entries.findIndex((entry) => entry.id === id)
  const entry = entries[index]
  return entry && index > 0 ? entries.with(index, entries[index - 1]!).with(index - 1, entry) : entries
}

/** What a person does while the network is slow: typing, sending, putting in order, going elsewhere. */
export const patience = liveView({
  events: {
    typed: Type.Object({ text: Type.String() }),
    add: Type.Object({ text: Type.String() }),
    raise: Type.Object({ id: Type.Integer() }),
    rotate: Type.Object({}),
  },
  mount: () => ({ echo: '', entries: began, clicks: 0 }),
  handleEvent: {
    typed: (live, { text }) => live.assign({ echo: text }),
    add(live, { text }) {
      const { entries } = live.assigns
      live.assign({ echo: '', entries: [...entries, { id: entries.length, text }] })
    },
    raise(live, { id }) {
      live.assign({ entries: raised(live.assigns.entries, id), clicks: live.assigns.clicks + 1 })
    },
    rotate(live) {
      live.every(150, () => {
        const [first, ...rest] = live.assigns.entries
        if (first) live.assign({ entries: [...rest, first] })
      })
    },
  },
  render: ({ echo, entries, clicks }, on) => html`
    <form id="form" phx-change="${on.typed}" phx-submit="${on.add}">
      <input id="text" name="text"><button>Add</button>
    </form>
    <p id="echo">${echo}</p>
    <p id="clicks">${clicks}</p>
    <button id="rotate" phx-click="${on.rotate}">Rotate</button>
    <ol id="entries">
      ${each(
        entries,
        idOf,
        ({ id, text }, given: typeof on) => html`
          <li id="entry-${id}">
            <span>${text}</span><input id="remark-${id}">
            <button id="raise-${id}" phx-click="${given.raise({ id })}">Up</button>
          </li>`,
        on,
      )}
    </ol>
    <a id="away" href="${path('/navigate/:place', { place: 'patience' })}" data-phx-link="redirect" data-phx-link-state="push">
      Away
    </a>`,
})
