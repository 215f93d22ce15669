import { html, liveView, paths, Type } from 'oriel'

const path = paths('/relay/:left')

/** A view that leads on as it connects, as often as its path says. */
export const relay = liveView({
  params: Type.Object({ left: Type.Integer({ minimum: 0, maximum: 30 }) }),
  mount: ({ params }) => ({ left: params.left }),
  connect(live) {
    const { left } = live.assigns
    if (left === 0) return
    live.push('relayed', { left })
    live.navigate(path('/relay/:left', { left: left - 1 }), { replace: true })
  },
  render: ({ left }) => html`<h1>${left} to go</h1>`,
})
