import { each, html, liveView, Type } from 'oriel'

interface Item {
  readonly name: string
}

const nameOf = ({ name }: Item) => name
const itemRow = ({ name }: Item) => html`<li id="item-${name}">${name}</li>`

/** The items in an order that follows from the seed alone. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const left = [...items]
  let state = seed
  return items.map(() => {
    state = (state * 48_271) % (2 ** 31 - 1)
    return left.splice(state % left.length, 1)[0] as T
  })
}

/** A keyed list: an element moves with its item. */
export const lists = liveView({
  events: { shuffle: Type.Object({}), drop: Type.Object({}), restore: Type.Object({}) },
  mount: () => ({ seed: 0, items: items() }),
  handleEvent: {
    shuffle(live) {
      const seed = live.assigns.seed + 1
      live.assign({ seed, items: shuffled(live.assigns.items, seed) })
    },
    drop: (live) => live.assign({ items: live.assigns.items.slice(1) }),
    restore: (live) => live.assign({ items: items() }),
  },
  render: ({ items }, on) => html`
    <button id="shuffle" phx-click="${on.shuffle}">Shuffle</button>
    <button id="drop" phx-click="${on.drop}">Drop the first</button>
    <button id="restore" phx-click="${on.restore}">Restore</button>
    <ul id="items">${each(items, nameOf, itemRow)}</ul>`,
})

const items = (): readonly Item[] => [...'abcdefgh'].map((name) => ({ name }))
