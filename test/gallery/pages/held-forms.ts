import { each, html, js, liveView, Type } from 'oriel'

const topics = [{ name: 'tea' }, { name: 'cake' }]
const nameOf = ({ name }: { name: string }) => name

const tick = js.dispatch('input').focus('#search')
const topicTick = ({ name }: { name: string }, chosen: readonly string[]) => html`
  <label><input type="checkbox" id="${`topic-${name}`}" name="topics[]" value="${name}" checked="${chosen.includes(name)}" phx-click="${tick}"> ${name}</label>`

const Fields = Type.Object({
  topics: Type.Optional(Type.Array(Type.String())),
  search: Type.Optional(Type.String()),
})

/** Forms in which a click does two things at once, while they wait for the answer to one of them. */
export const heldForms = liveView({
  events: {
    filter: Fields,
    pick: Type.Object({ kind: Type.String() }),
    picked: Type.Object({ kind: Type.String() }),
  },
  mount: () => ({ topics: [] as readonly string[], kind: 'huge' as string, changes: 0 }),
  handleEvent: {
    filter: (live, { topics = [] }) => live.assign({ topics }),
    pick: (live, { kind }) => live.assign({ kind }),
    picked: (live) => live.assign({ changes: live.assigns.changes + 1 }),
  },
  render: ({ topics: chosen, kind, changes }, on) => html`
    <form id="filter" phx-change="${on.filter}">
      ${chosen.map((name) => html`<p class="chosen">${name}</p>`)}
      <label>Search <input id="search" type="search" name="search"></label>
      ${each(topics, nameOf, topicTick, chosen)}
    </form>
    <form id="kinds" phx-change="${on.picked}">
      ${['huge', 'tiny'].map(
        (name) => html`
          <div phx-click="${on.pick}" phx-value-kind="${name}">
            <input type="radio" id="${name}" name="kind" value="${name}" checked="${kind === name}">
            <label for="${name}">${name}</label>
          </div>`,
      )}
    </form>
    <p id="kind">${kind}, changed ${changes} times</p>`,
})
