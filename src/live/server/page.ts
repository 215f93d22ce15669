import { randomBytes } from 'node:crypto'
import { Actor } from '../actor/actor.ts'
import { LiveError } from '../kit/error.ts'
import { renderToString } from '../render/to-string.ts'
import { html, type Template, unsafeHtml } from '../template/html.ts'
import { type Flash, Redirect } from '../view/outcome.ts'
import type { LiveServer } from './live-server.ts'
import { type Placed, routedAt, type Standing } from './origins.ts'
import type { Session } from './session.ts'

/** What a browser keeps of its view between the page and the socket: `data-phx-session`. */
export type ViewToken = Standing & {
  /** The id of the view's container. */
  readonly id: string
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

/** Answers a request with the page of the view that its URL leads to. Throws what the view's callbacks throw. */
export async function renderPage(
  server: LiveServer,
  url: URL,
  session: Session,
  flash: Flash,
): Promise<Page> {
  const placed = routedAt(server, { url, session, flash })
  if (!placed) throw new LiveError('no_route', `${url.pathname} leads to no view. Add a route for it.`)
  return renderView(server, placed)
}

/** Answers a request with the page of a view. Throws what the view's callbacks throw. */
export async function renderView(server: LiveServer, placed: Placed): Promise<Page> {
  const actor = new Actor(placed.origin, server.services)
  const mounted = await server.mounts.pass(() => actor.mount())
  if (mounted instanceof Redirect) return { kind: mounted.kind, to: mounted.to, flash: mounted.flash ?? {} }
  try {
    const { live, patched } = mounted
    if (patched) return { kind: 'navigate', to: patched.to, flash: live.effects.flash }
    return { kind: 'html', body: document(server, placed, await actor.page()) }
  } finally {
    actor.end()
  }
}

function document(
  server: LiveServer,
  placed: Placed,
  page: { readonly html: string; readonly title: string | undefined },
): string {
  const { view, csrf } = placed.origin
  const content = container(server, placed, page.html)
  const rootLayout = view.boundary?.rootLayout ?? server.rootLayout
  return renderToString(rootLayout({ title: page.title ?? '', csrf, content, assets: server.assets.url }))
}

function container({ tokens }: LiveServer, { origin, standing }: Placed, inner: string): Template {
  const id = `phx-${randomBytes(12).toString('base64url')}`
  const view: ViewToken = { id, session: origin.visitor.id, ...standing }
  const session = tokens.sign('session', view)
  const fixed = tokens.sign('static', { id, flash: origin.flash } satisfies StaticToken)
  // Live navigation starts at the view of a route only. All values are letters, digits, dashes and dots.
  const main = standing.kind === 'route' ? ' data-phx-main' : ''
  const open = `<div id="${id}"${main} data-phx-session="${session}" data-phx-static="${fixed}">`
  return html`${unsafeHtml(`${open}${inner}</div>`)}`
}
