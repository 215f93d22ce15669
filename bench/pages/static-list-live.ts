import { each, html, liveView, Type } from 'oriel'

interface Item {
  readonly id: number
  readonly name: string
  readonly score: number
  readonly version: string
}

const items: readonly Item[] = Array.from({ length: 1000 }, (_, i) => ({
  id: i + 1,
  name: `Item ${i + 1}`,
  score: ((i + 1) * 37) % 101,
  version: 'v0',
}))

const keyOf = ({ id }: Item) => id

const row = ({ id, name, score, version }: Item) => html`
  <tr id="item-${id}"><td>${id}</td><td>${name}</td><td>${score}</td><td>${version}</td></tr>`

/** A keyed table of 1,000 rows of four columns, of which an event changes one. */
export const staticListLive = liveView({
  events: { touch: Type.Object({}) },
  mount: () => ({ items, touches: 0 }),
  handleEvent: {
    touch(live) {
      const touches = live.assigns.touches + 1
      const at = (touches * 37) % items.length
      const touched = { ...live.assigns.items[at]!, version: `v${touches}` }
      live.assign({ touches, items: live.assigns.items.with(at, touched) })
    },
  },
  title: () => 'A thousand rows',
  render: ({ items }, on) => html`
    <main id="main">
      <button id="touch" phx-click="${on.touch}">Touch one</button>
      <table><tbody>${each(items, keyOf, row)}</tbody></table>
    </main>`,
})
