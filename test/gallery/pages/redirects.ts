import { html, liveView, navigate, paths, redirect, Type } from 'oriel'

const path = paths('/redirects', '/navigate/:place')

const linkTo = (to: string) =>
  html`<a id="to-${to}" href="${path('/redirects', { to })}" data-phx-link="redirect" data-phx-link-state="push">To ${to}</a>`

/** A mount that leads elsewhere: to another view, to a page without one, or to another URL of its own. */
export const redirects = liveView({
  params: Type.Object({ to: Type.Optional(Type.String()) }),
  mount({ params }) {
    if (params.to === 'view') {
      return navigate(path('/navigate/:place', { place: 'mount' }), { flash: { info: 'Mount sent you.' } })
    }
    if (params.to === 'moved') return redirect('/dead', { status: 301 })
    return params.to === 'dead' ? redirect('/dead') : { to: '' }
  },
  handleParams(live, { to = 'nowhere' }) {
    if (to === 'patch') live.patch(path('/redirects', { to: 'settled' }))
    live.assign({ to })
  },
  render: ({ to }) => html`
    <h1>Leads ${to}</h1>
    ${linkTo('view')} ${linkTo('dead')} ${linkTo('patch')}`,
})
