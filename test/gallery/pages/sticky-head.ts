import { html, js, type Layout, link, liveRender, liveSession, liveView, paths, Type } from 'oriel'
import { layout } from '../layout.ts'

const path = paths('/sticky-head', '/sticky-head/next', '/sticky-head/bare')

/** A view above every page, from which one also leaves it. */
const head = liveView({
  events: { go: Type.Object({ to: Type.Enum(['', '/next']) }), count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: {
    go: (live, { to }) => live.navigate(path(`/sticky-head${to}`)),
    count: (live) => live.assign({ count: live.assigns.count + 1 }),
  },
  render: ({ count }, on) => html`
    <p id="kept" phx-remove="${js.addClass('removed', 'body')}">It stays</p>
    <p id="twin" phx-hook="Diary">A hook</p>
    <button id="go-next" phx-click="${on.go({ to: '/next' })}">The view leads to the next page</button>
    <button id="go-first" phx-click="${on.go({ to: '' })}">The view leads to the first page</button>
    ${link({ navigate: path('/sticky-head/next'), id: 'link-next' }, 'To the next page')}
    <button id="count" phx-click="${on.count}">${count}</button>`,
})

const headed = liveSession({
  name: 'headed',
  layout: ((page) =>
    html`<nav>${liveRender(head, { id: 'head', sticky: true })}</nav>${layout(page)}`) as Layout,
})

const pageOf = (title: string) =>
  liveView({
    mount: () => ({}),
    render: () => html`
      <h1>${title}</h1>
      ${link({ navigate: path('/sticky-head/bare'), id: 'to-bare' }, 'To a page without the head')}
      <ol id="told" phx-update="ignore"></ol>`,
  })

export const stickyHead = headed(pageOf('The first page'))
export const stickyHeadNext = headed(pageOf('The next page'))

/** A page without the head, and with an element of the same id and hook. */
export const stickyHeadBare = headed(
  liveView({
    layout,
    mount: () => ({}),
    render: () => html`
      <h1>A bare page</h1>
      <p id="twin" phx-hook="Diary">A hook here, too</p>
      <ol id="told" phx-update="ignore"></ol>`,
  }),
)
