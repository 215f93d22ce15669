import { setTimeout as wait } from 'node:timers/promises'
import { html, liveRender, liveView, paths, Type } from 'oriel'

const path = paths('/leads-on')

const inner = liveView({
  events: { count: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { count: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ count }, on) => html`<button id="count" phx-click="${on.count}">${count}</button>`,
})

/** A view that is busy when the one in it joins, and leads elsewhere then. */
export const leadsOn = liveView({
  params: Type.Object({ arrived: Type.Optional(Type.Boolean()) }),
  mount: ({ params: { arrived = false } }) => ({ arrived }),
  connect(live) {
    if (live.assigns.arrived) return
    live.send(async () => {
      await wait(300)
      live.navigate(path('/leads-on', { arrived: true }))
    })
  },
  render: ({ arrived }) =>
    html`<h1>${arrived ? 'Arrived' : 'On the way'}</h1>${liveRender(inner, { id: 'inner' })}`,
})
