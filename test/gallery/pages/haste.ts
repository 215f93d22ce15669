import { component, each, html, liveView, paths, Type } from 'oriel'

const path = paths('/haste', '/navigate/:place', '/sticky-head')
const elsewhere = path('/navigate/:place', { place: 'haste' })

/** Another component for each page: a page that is passed over must not leave its own behind. */
const part = component({
  mount: (_: { title: string }) => ({}),
  render: ({ title }) => html`<p id="part">${title}</p>`,
})

const pages = [1, 2, 3, 4, 5, 6].map((page) => ({ page }))
const pageOf = ({ page }: { page: number }) => page
const pageLink = ({ page }: { page: number }) => html`
  <a id="${`to-${page}`}" class="page" href="${path('/haste', { page })}" data-phx-link="patch" data-phx-link-state="push">Page ${page}</a>`

/** What is done faster than the view answers, and where that leads. */
export const haste = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()) }),
  events: {
    typed: Type.Object({ text: Type.String() }),
    leave: Type.Object({ text: Type.String() }),
    turn: Type.Object({}),
    count: Type.Object({}),
    away: Type.Object({}),
  },
  mount: () => ({ page: 1, typed: 0, born: performance.now(), count: 0 }),
  handleParams(live, { page = 1 }) {
    if (page === 6) live.navigate(elsewhere)
    else live.assign({ page })
  },
  handleEvent: {
    typed: (live) => live.assign({ typed: live.assigns.typed + 1 }),
    leave: (live) => live.navigate(elsewhere),
    turn: (live) => live.patch(path('/haste', { page: live.assigns.page + 1 })),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
    away(live) {
      live.flash('info', 'You have left the session.')
      live.navigate(path('/sticky-head'))
    },
  },
  render: ({ page, typed, born, count }, on) => html`
    <h1>Page ${page}</h1>
    ${part({ id: `part-${page}`, title: `Part ${page}` })}
    <nav>${each(pages, pageOf, pageLink)}</nav>
    <a id="anew" href="${path('/haste', { page: 1 })}" data-phx-link="redirect" data-phx-link-state="push">This view anew</a>
    <p id="born">${born}</p>
    <p id="address" phx-hook="Address" data-page="${page}">The address of page ${page}</p>
    <button id="turn" phx-click="${on.turn}">The view turns the page</button>
    <button id="count" phx-click="${on.count}">${count}</button>
    <button id="away" phx-click="${on.away}">To another live session</button>
    <form id="form" phx-change="${on.typed}" phx-submit="${on.leave}">
      <label>Text <input id="text" name="text" phx-debounce="blur"></label>
    </form>
    <p id="typed">${typed}</p>`,
})
