import { randomBytes } from 'node:crypto'
import { Actor } from '../actor/actor.ts'
import type { Origin } from '../actor/origin.ts'
import { LiveError } from '../kit/error.ts'
import { renderToString } from '../render/to-string.ts'
import { html, type Template, unsafeHtml } from '../template/html.ts'
import { type Flash, Redirect } from '../view/outcome.ts'
import { matchRoute, type Route } from '../view/route.ts'
import type { LiveServer } from './live-server.ts'
import { csrfToken, type Session } from './session.ts'

/** What a browser keeps of its view between the page and the socket: `data-phx-session`. */
export interface ViewToken {
  /** The id of the view's container. */
  readonly id: string
  /** The route that the page was made for. */
  readonly route: string
  /** The session that the page belongs to. */
  readonly session: string
}

/** `data-phx-static`: what the page has shown that only it knows. */
export interface StaticToken {
  readonly id: string
  readonly flash: Flash
}

/** The answer to a request for a page. */
export type Page =
  | { readonly kind: 'html'; readonly body: string }
  | { readonly kind: Redirect['kind']; readonly to: string; readonly flash: Flash }

/** Where a view stands for a URL; `route` is the one that the URL leads to. */
export function originOf(
  { routes }: LiveServer,
  route: Route,
  url: URL,
  session: Session,
  flash: Flash,
): Origin {
  const paramsOf = (other: URL) => {
    const match = matchRoute(routes, other)
    return match?.route === route ? match.params : undefined
  }
  return { view: route.view, name: route.path, url, session: { id: session.id }, flash, paramsOf }
}

/** Answers a request with the page of a view. Throws what the view's callbacks throw. */
export async function renderPage(
  server: LiveServer,
  url: URL,
  session: Session,
  flash: Flash,
): Promise<Page> {
  const route = matchRoute(server.routes, url)?.route
  if (!route) throw new LiveError('no_route', `${url.pathname} leads to no view. Add a route for it.`)
  const actor = new Actor(originOf(server, route, url, session, flash), server.services)
  const mounted = await server.mounts.pass(() => actor.mount())
  if (mounted instanceof Redirect) return { kind: mounted.kind, to: mounted.to, flash: mounted.flash ?? {} }
  try {
    const { live, patched } = mounted
    if (patched) return { kind: 'navigate', to: patched.to, flash: live.effects.flash }
    return { kind: 'html', body: document(server, route, session, flash, await actor.page()) }
  } finally {
    actor.end()
  }
}

function document(
  server: LiveServer,
  route: Route,
  session: Session,
  flash: Flash,
  page: { readonly html: string; readonly title: string | undefined },
): string {
  const content = container(server, { route: route.path, session: session.id }, flash, page.html)
  const { assets } = server
  const layout = server.rootLayout({ title: page.title ?? '', csrf: csrfToken(session), content, assets })
  return renderToString(layout)
}

function container(
  { tokens }: LiveServer,
  view: Omit<ViewToken, 'id'>,
  flash: Flash,
  inner: string,
): Template {
  const id = `phx-${randomBytes(12).toString('base64url')}`
  const session = tokens.sign('session', { id, ...view } satisfies ViewToken)
  const fixed = tokens.sign('static', { id, flash } satisfies StaticToken)
  return html`<div id="${id}" data-phx-main data-phx-session="${session}" data-phx-static="${fixed}">${unsafeHtml(inner)}</div>`
}
