import type { DeadPage } from '../actor/page.ts'
import { LiveError } from '../kit/error.ts'
import { bytesOf } from '../render/page-bytes.ts'
import type { NodePrint } from '../render/print.ts'
import { renderOnce } from '../render/render.ts'
import { Rendered } from '../render/rendered.ts'
import { html, type Template, unsafeHtml } from '../template/html.ts'
import { type Flash, Redirect } from '../view/outcome.ts'
import { viewTags } from './container.ts'
import { deadPage } from './dead-page.ts'
import { KeptView } from './kept-view.ts'
import type { LiveServer } from './live-server.ts'
import { newId, type Placed, routedAt } from './origins.ts'
import { staticOf, type ViewToken } from './page-tokens.ts'
import type { Session } from './session.ts'

/** The answer to a request for a page. */
export type Page =
  | { readonly kind: 'html'; readonly body: Buffer }
  | { readonly kind: Redirect['kind']; readonly to: string; readonly flash: Flash; readonly status: number }

/**
 * Answers a request with the page of the view that its URL leads to. Throws what the view's callbacks throw.
 * `mayWait` says that a socket is likely to follow: then the view waits for it.
 */
export async function renderPage(
  server: LiveServer,
  url: URL,
  session: Session,
  flash: Flash,
  mayWait: boolean,
): Promise<Page> {
  const placed = routedAt(server, { id: newId(), url, session, flash, navigation: 'load' })
  if (!placed) throw new LiveError('no_route', `${url.pathname} leads to no view. Add a route for it.`)
  return renderView(server, placed, mayWait ? session : undefined)
}

/** The same with the page of a view that is known; it waits for the socket of a session, where one is given. */
export async function renderView(server: LiveServer, placed: Placed, session?: Session): Promise<Page> {
  const view = new KeptView(placed.origin, server.services)
  const place = session && server.waiting.reserve(session)
  let isKept = false
  try {
    const page = await deadPage(server, view)
    if (page instanceof Redirect) {
      const { kind, to, flash = {}, status = 302 } = page
      return { kind, to, flash, status }
    }
    const body = document(server, placed, page)
    isKept = place ? server.waiting.keep(place, view, body.length) : false
    return { kind: 'html', body }
  } finally {
    if (!isKept) {
      place?.take()
      view.end()
    }
  }
}

function document(server: LiveServer, placed: Placed, page: DeadPage): Buffer {
  const { view, csrf } = placed.origin
  const content = container(server, placed, page.shown)
  const rootLayout = view.boundary?.rootLayout ?? server.rootLayout
  const around = rootLayout({ title: page.title ?? '', csrf: csrf(), content, assets: server.assets.url })
  return bytesOf(renderOnce(around))
}

function container({ tokens }: LiveServer, { origin, standing }: Placed, shown: NodePrint): Template {
  const { id } = origin
  const view: ViewToken = { id, session: origin.visitor.id, ...standing }
  const session = tokens.sign('session', view)
  const fixed = staticOf(tokens, session, { id, flash: origin.flash })
  // Live navigation starts at the view of a route only. All values are letters, digits, dashes and dots.
  const main = standing.kind === 'route' ? ' data-phx-main' : ''
  const facts = `id="${id}"${main} data-phx-session="${session}" data-phx-static="${fixed}"`
  const { opening, closing } = viewTags(origin.view, facts)
  return html`${unsafeHtml(opening)}${new Rendered(shown)}${unsafeHtml(closing)}`
}
