import { html, liveRender, liveView, paths, Type } from 'oriel'

const path = paths('/failing/:what')

/** A view within that never gets as far as its browser. */
const broken = liveView({
  mount: () => ({}),
  connect: () => {
    throw new Error('planted as a nested view connects')
  },
  render: () => html`<p id="child">The nested view, as the page had it</p>`,
})

/** Views that are fine as a page, and fail once they are connected. */
export const failing = liveView({
  params: Type.Object({ what: Type.Enum({ page: 'page', nested: 'nested' }) }),
  events: { count: Type.Object({}) },
  mount: ({ params }) => ({ what: params.what, count: 0 }),
  connect(live) {
    if (live.assigns.what === 'page') throw new Error('planted as the page connects')
  },
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ what, count }, on) => html`
    <h1>${what}</h1>
    <button id="count" phx-click="${on.count}">${count}</button>
    ${what === 'nested' && liveRender(broken, { id: 'broken' })}
    <a href="${path('/failing/:what', { what: 'nested' })}">With a nested view that fails</a>`,
})
