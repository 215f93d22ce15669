import { component, each, html, js, liveRender, liveView, paths, Type } from 'oriel'

const path = paths('/component-roots')

const bottle = component({
  mount: (_: { label: string; fill: number }) => ({}),
  render: ({ id, label, fill }) => html`<p id="${label}" class="bottle">${id}: ${fill}</p>`,
})

interface Bottle {
  readonly name: string
  readonly turns: number
}
const nameOf = ({ name }: Bottle) => name
const bottleRow = ({ name, turns }: Bottle) =>
  html`${bottle({ id: name, label: `bottle-${name}-${turns}`, fill: turns })}`

/** Its element and the one within change their ids. */
const shifter = component({
  events: { shift: Type.Object({}) },
  mount: (_: object) => ({ isNew: false }),
  handleEvent: { shift: (live) => live.assign({ isNew: true }) },
  render: ({ isNew }, on) => html`
    <section id="${isNew ? 'new-root' : 'old-root'}" phx-hook="Diary">
      <button id="shift" phx-click="${on.shift}">Shift</button>
      <p id="${isNew ? 'new-child' : 'old-child'}">${isNew ? 'new' : 'old'}</p>
    </section>`,
})

const unmoved = () => html`<p class="unmoved">Always the same</p>`

const slow = js.transition('fading', undefined, { time: 300 })
const fader = component({
  mount: (_: object) => ({}),
  render: ({ id }) => html`<div id="${id}" phx-remove="${slow}"><p>It fades</p>${unmoved()}</div>`,
})

/** The numbers of its components are those of the view around. */
const room = liveView({
  mount: () => ({}),
  render: () => html`<h2>A room</h2>${bottle({ id: 'inside', label: 'inside', fill: 0 })}`,
})

/** Components whose elements get other ids, fade, and have the numbers of others. */
export const componentRoots = liveView({
  events: { turn: Type.Object({}), fade: Type.Object({}), toggle: Type.Object({}) },
  mount: () => ({
    bottles: [...'abc'].map((name): Bottle => ({ name, turns: 0 })),
    turn: 0,
    isFaded: false,
    isOpen: false,
  }),
  handleEvent: {
    turn(live) {
      const { bottles, turn } = live.assigns
      const { name = '' } = bottles[turn] ?? {}
      live.assign({
        turn: turn + 1,
        bottles: bottles.map((each, i) => (i === turn ? { ...each, turns: each.turns + 1 } : each)),
      })
      live.after(20, () => live.sendUpdate(bottle, { id: name, fill: 10 }))
    },
    fade: (live) => live.assign({ isFaded: true }),
    toggle: (live) => live.assign({ isOpen: !live.assigns.isOpen }),
  },
  render: ({ bottles, isFaded, isOpen }, on) => html`
    <a id="anew" href="${path('/component-roots')}" data-phx-link="redirect" data-phx-link-state="push">Anew</a>
    <button id="turn" phx-click="${on.turn}">Turn a bottle</button>
    ${each(bottles, nameOf, bottleRow)}
    ${shifter({ id: 'shifter' })}
    <button id="fade" phx-click="${on.fade}">Fade</button>
    ${!isFaded && fader({ id: 'fader' })}
    <button id="toggle" phx-click="${on.toggle}">Open or close the room</button>
    ${isOpen && liveRender(room, { id: 'room' })}
    <ol id="told" phx-update="ignore"></ol>`,
})
