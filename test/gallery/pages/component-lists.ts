import { each, html, liveView, Type } from 'oriel'
import { counter } from './components.ts'
import { shuffled } from './lists.ts'

interface Member {
  readonly name: string
}

const nameOf = ({ name }: Member) => name
const memberRow = ({ name }: Member) => html`<li>${counter({ id: name, label: name, by: 1 })}</li>`
const members = (names: string): readonly Member[] => [...names].map((name) => ({ name }))

/** Components in the rows of lists: they keep what they hold wherever they go. */
export const componentLists = liveView({
  events: { shuffle: Type.Object({}), move: Type.Object({}), add: Type.Object({}) },
  mount: () => ({ seed: 0, left: members('abcde'), right: members('xy') }),
  handleEvent: {
    shuffle(live) {
      const seed = live.assigns.seed + 1
      live.assign({ seed, left: shuffled(live.assigns.left, seed) })
    },
    move(live) {
      const { left, right } = live.assigns
      live.assign({ left: left.slice(1), right: [...left.slice(0, 1), ...right] })
    },
    add: (live) => live.assign({ left: [...live.assigns.left, { name: 'new' }] }),
  },
  render: ({ left, right }, on) => html`
    <button id="shuffle" phx-click="${on.shuffle}">Shuffle</button>
    <button id="move" phx-click="${on.move}">Move the first to the other list</button>
    <button id="add" phx-click="${on.add}">Add one</button>
    <ul id="left">${each(left, nameOf, memberRow)}</ul>
    <ul id="right">${each(right, nameOf, memberRow)}</ul>`,
})
