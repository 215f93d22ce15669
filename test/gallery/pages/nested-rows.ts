import { each, html, liveRender, liveView, Type } from 'oriel'
import { shuffled } from './lists.ts'

interface Lamp {
  readonly name: string
}

const lamp = liveView({
  session: Type.Object({ name: Type.String() }),
  events: { turn: Type.Object({}) },
  mount: ({ session }) => ({ name: session.name, isOn: false }),
  handleEvent: { turn: (live) => live.assign({ isOn: !live.assigns.isOn }) },
  render: ({ name, isOn }, on) =>
    html`<button phx-click="${on.turn}">${name} is ${isOn ? 'on' : 'off'}</button>`,
})

const nameOf = ({ name }: Lamp) => name
const lampRow = ({ name }: Lamp) =>
  html`<li>${liveRender(lamp, { id: `lamp-${name}`, session: { name } })}</li>`

/** A row that is a view itself. */
const bareRow = ({ name }: Lamp) => html`${liveRender(lamp, { id: `bare-${name}`, session: { name } })}`

const lamps = (names: string): readonly Lamp[] => [...names].map((name) => ({ name }))

/** Views in the rows of a list: they stay on while they move, and end with their row. */
export const nestedRows = liveView({
  events: { shuffle: Type.Object({}), drop: Type.Object({}), restore: Type.Object({}) },
  mount: () => ({ seed: 0, lamps: lamps('abcd') }),
  handleEvent: {
    shuffle(live) {
      const seed = live.assigns.seed + 1
      live.assign({ seed, lamps: shuffled(live.assigns.lamps, seed) })
    },
    drop: (live) => live.assign({ lamps: live.assigns.lamps.filter(({ name }) => name !== 'a') }),
    restore: (live) => live.assign({ lamps: lamps('abcd') }),
  },
  render: ({ lamps }, on) => html`
    <button id="shuffle" phx-click="${on.shuffle}">Shuffle</button>
    <button id="drop" phx-click="${on.drop}">Take a away</button>
    <button id="restore" phx-click="${on.restore}">Restore</button>
    <ul id="lamps">${each(lamps, nameOf, lampRow)}</ul>
    <div id="bare">${each(lamps, nameOf, bareRow)}</div>`,
})
