import { each, html, type Layout, link, liveRender, liveSession, liveView, paths, stream, Type } from 'oriel'
import { layout } from '../layout.ts'

const path = paths('/sticky-streams', '/sticky-streams/other')

interface Row {
  readonly id: string
}

const rowOf = ({ id }: Row, domId: string) => html`<li id="${domId}">${id}</li>`
const rows = (ids: string): readonly Row[] => [...ids].map((id) => ({ id }))

/** A list beside the page: its stream has the same number as that of the page. */
const basket = liveView({
  events: { add: Type.Object({}) },
  mount: () => ({ count: 0, fruits: stream(rows('ab')) }),
  handleEvent: {
    add(live) {
      const count = live.assigns.count + 1
      live.assign({ count })
      live.assigns.fruits.insert({ id: `new${count}` })
    },
  },
  render: ({ fruits }, on) => html`
    <ul id="fruits" phx-update="stream">${each(fruits, rowOf)}</ul>
    <button id="add-fruit" phx-click="${on.add}">Add a fruit</button>`,
})

const withBasket: Layout = (page) => html`
  ${layout(page)}
  <aside>${liveRender(basket, { id: 'basket', sticky: true })}</aside>`

const shop = liveSession({ name: 'shop', layout: withBasket })

const pageOf = (title: string, first: string, other: '/sticky-streams' | '/sticky-streams/other') =>
  shop(
    liveView({
      events: { reset: Type.Object({}), add: Type.Object({}) },
      mount: () => ({ items: stream(rows(first)) }),
      handleEvent: {
        reset: (live) => live.assigns.items.reset(rows('z')),
        add: (live) => live.assigns.items.insert({ id: 'more' }),
      },
      render: ({ items }, on) => html`
        <h1>${title}</h1>
        <ol id="items" phx-update="stream">${each(items, rowOf)}</ol>
        <button id="add-item" phx-click="${on.add}">Add an item</button>
        <button id="reset" phx-click="${on.reset}">Begin again</button>
        ${link({ navigate: path(other), id: 'other' }, 'The other page')}`,
    }),
  )

/** Two pages with a stream each, around a sticky view with its own. */
export const stickyStreams = pageOf('One', 'xy', '/sticky-streams/other')
export const stickyStreamsOther = pageOf('Two', 'pq', '/sticky-streams')
