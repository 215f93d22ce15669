import { html, type Layout, liveView, navigate, paths, redirect, reply, Type } from 'oriel'
import { type PubSub, topic } from 'oriel/bus'

export const path = paths('/', '/other', '/rooms/:id', '/away', '/out', '/moved', '/settled', '/broken')

/** A number that is published to every counter. */
export const published = topic<number>('published')

const Nothing = Type.Object({})

const counter = liveView({
  params: Type.Object({ page: Type.Optional(Type.String()) }),
  events: {
    inc: Type.Object({ by: Type.Optional(Type.Integer()) }),
    quiet: Nothing,
    ask: Nothing,
    crash: Nothing,
    go: Nothing,
    load: Nothing,
    next: Nothing,
    warn: Nothing,
    wait: Nothing,
    form: Type.Object({ user: Type.Unknown(), _target: Type.Optional(Type.Array(Type.String())) }),
  },
  topics: { published },
  mount: () => ({ count: 0, page: 'first' }),
  handleParams: (live, { page = 'first' }) => live.assign({ page }),
  handleEvent: {
    inc: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    quiet: () => {},
    ask: (live) => reply({ count: live.assigns.count }),
    crash: () => {
      throw new Error('planted')
    },
    go: (live) => {
      live.flash('info', 'You went.')
      live.push('gone', { at: 1 })
      live.navigate(path('/other'))
    },
    load: (live) => {
      live.flash('error', 'You left.')
      live.redirect('/other?loaded=true')
    },
    next: (live) => live.patch(path('/', { page: 'second' })),
    warn: (live) => live.flash('info', 'Careful.'),
    wait: () => new Promise((resolve) => setTimeout(resolve, 20)),
    form: (_, payload) => reply(payload),
  },
  handleInfo: { published: (live, count) => live.assign({ count }) },
  title: ({ count }) => `Count ${count}`,
  render: ({ count, page }) => html`<p id="count">${count}</p><p id="page">${page}</p>`,
})

const other = liveView({
  params: Type.Object({ loaded: Type.Optional(Type.Boolean()) }),
  mount: () => ({}),
  render: () => html`<h1>Other</h1>`,
})

const room = liveView({
  params: Type.Object({ id: Type.Integer() }),
  mount: ({ params }) => ({ id: params.id }),
  render: ({ id }) => html`<h1>Room ${id}</h1>`,
})

const away = liveView({
  mount: () => navigate(path('/other'), { flash: { info: 'Sent away.' } }),
  render: () => html``,
})

const moved = liveView({ mount: () => redirect('/other', { status: 301 }), render: () => html`` })
const out = liveView({ mount: () => redirect('https://example.com/out'), render: () => html`` })

const settled = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()) }),
  mount: () => ({ page: 0 }),
  handleParams(live, { page }) {
    if (page !== undefined) return live.assign({ page })
    live.flash('info', 'Settled.')
    live.patch(path('/settled', { page: 1 }))
  },
  render: ({ page }) => html`<h1>Page ${page}</h1>`,
})

const broken = liveView({
  mount: () => {
    throw new Error('planted')
  },
  render: () => html``,
})

export const routes = path.routes({
  '/': counter,
  '/other': other,
  '/rooms/:id': room,
  '/away': away,
  '/out': out,
  '/moved': moved,
  '/settled': settled,
  '/broken': broken,
})

/** Shows what a view flashes, and the view. */
export const layout: Layout = ({ flash, content }) =>
  html`<div id="flash">${[flash.info, flash.error].filter(Boolean).join(' ')}</div>${content}`

export const publish = (pubsub: PubSub, count: number): Promise<void> => pubsub.publish(published, count)
