import { each, html, liveView, Type } from 'oriel'

interface Member {
  readonly name: string
}
interface Team {
  readonly name: string
  readonly members: readonly Member[]
}

const nameOf = ({ name }: { readonly name: string }) => name
const memberRow = ({ name }: Member) => html`<li>${name}</li>`
const teamRow = ({ name, members }: Team) => html`
  <section id="${name}"><h2>${name}</h2><ul>${each(members, nameOf, memberRow)}</ul></section>`

const teams: readonly Team[] = [
  { name: 'red', members: [{ name: 'ana' }, { name: 'ben' }] },
  { name: 'blue', members: [] },
]

/** Moves the first member of each team to the end of the next team. */
function rotated(teams: readonly Team[]): readonly Team[] {
  return teams.map(({ name, members }, i) => {
    const previous = teams.at(i - 1) as Team
    return { name, members: [...members.slice(1), ...previous.members.slice(0, 1)] }
  })
}

/** Lists in lists, of which rows leave and come at both levels. */
export const nestedLists = liveView({
  events: { rotate: Type.Object({}), swap: Type.Object({}) },
  mount: () => ({ teams }),
  handleEvent: {
    rotate: (live) => live.assign({ teams: rotated(live.assigns.teams) }),
    swap: (live) => live.assign({ teams: live.assigns.teams.toReversed() }),
  },
  render: ({ teams }, on) => html`
    <button id="rotate" phx-click="${on.rotate}">Rotate the members</button>
    <button id="swap" phx-click="${on.swap}">Swap the teams</button>
    <div id="teams">${each(teams, nameOf, teamRow)}</div>`,
})
