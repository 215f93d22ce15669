import { html, type Layout, link, liveRender, liveSession, liveView, paths, Type } from 'oriel'
import { layout } from '../layout.ts'

const path = paths('/sticky', '/sticky/elsewhere', '/navigate/:place')

const player = liveView({
  events: { turn: Type.Object({}) },
  mount: () => ({ isOn: false, ticks: 0 }),
  connect: (live) => live.every(20, () => live.assign({ ticks: live.assigns.ticks + 1 })),
  handleEvent: { turn: (live) => live.assign({ isOn: !live.assigns.isOn }) },
  render: ({ isOn, ticks }, on) => html`
    <button id="turn" phx-click="${on.turn}">${isOn ? 'Playing' : 'Silent'}</button>
    <p id="ticks">${ticks}</p>`,
})

/** The layout of the gallery, with a player below every page. */
const withPlayer: Layout = (page) => html`
  ${layout(page)}
  <footer>${liveRender(player, { id: 'player', sticky: true })}</footer>`

const withMusic = liveSession({ name: 'with music', layout: withPlayer })

const pageOf = (title: string) =>
  withMusic(
    liveView({
      events: { crash: Type.Object({}) },
      mount: () => ({}),
      handleEvent: {
        crash: () => {
          throw new Error('planted beside a sticky view')
        },
      },
      render: (_, on) => html`
        <h1>${title}</h1>
        ${link({ navigate: path('/sticky'), id: 'here' }, 'Here')}
        ${link({ navigate: path('/sticky/elsewhere'), id: 'elsewhere' }, 'Elsewhere')}
        ${link({ navigate: path('/navigate/:place', { place: 'link' }), id: 'away' }, 'A page without music')}
        <button id="crash" phx-click="${on.crash}">Crash</button>`,
    }),
  )

/** Two pages with one player in their layout: it plays on while one goes from page to page. */
export const sticky = pageOf('Here')
export const stickyElsewhere = pageOf('Elsewhere')
