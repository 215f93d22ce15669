import { html, liveRender, liveView, paths, Type } from 'oriel'

const path = paths('/nested-navigation', '/navigate/:place')

/** It has no URL of its own: a patch is for the view around it, and by a navigation it takes the page along. */
const pager = liveView({
  events: { turn: Type.Object({}), leave: Type.Object({}), load: Type.Object({}) },
  mount: () => ({ turns: 0 }),
  handleEvent: {
    turn(live) {
      const turns = live.assigns.turns + 1
      live.assign({ turns })
      live.patch(path('/nested-navigation', { page: turns + 1 }))
    },
    leave(live) {
      live.flash('info', 'The nested view sent you.')
      live.navigate(path('/navigate/:place', { place: 'nested' }))
    },
    load(live) {
      live.flash('error', 'The nested view had it loaded.')
      live.redirect('/navigate/loaded')
    },
  },
  render: ({ turns }, on) => html`
    <p id="turns">${turns}</p>
    <button id="turn" phx-click="${on.turn}">Turn the page</button>
    <button id="leave" phx-click="${on.leave}">Leave</button>
    <button id="load" phx-click="${on.load}">Load</button>`,
})

/** A view that takes its page to another URL, to another view, and to a page that is loaded. */
export const nestedNavigation = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()) }),
  mount: () => ({ page: 1 }),
  handleParams: (live, { page = 1 }) => live.assign({ page }),
  render: ({ page }) => html`<h1>Page ${page}</h1>${liveRender(pager, { id: 'pager' })}`,
})
