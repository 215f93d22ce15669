import type { Origin } from '../actor/origin.ts'
import { boundaryName } from '../view/boundary.ts'
import type { Flash } from '../view/outcome.ts'
import type { LiveServer } from './live-server.ts'
import { isRouteOf, namedAt, type Placed, routedAt, type Visit } from './origins.ts'
import type { StaticToken, ViewToken } from './page.ts'
import { openFlash } from './session.ts'
import type { Peer } from './transport.ts'

/** Why a join is refused, as the client is told: it then loads the page anew. */
export interface Refusal {
  readonly reason: 'stale' | 'unauthorized'
}

/** What a join asks for, once its tokens have been checked. */
export interface Admission {
  readonly origin: Origin
  /** Whether the browser came by live navigation, and so has no container of this view yet. */
  readonly isNavigation: boolean
  readonly params: Readonly<Record<string, unknown>>
}

const STALE: Refusal = { reason: 'stale' }
const UNAUTHORIZED: Refusal = { reason: 'unauthorized' }

/** Checks a join's payload: who signed it, for which browser, and where its URL leads. */
export function admit(server: LiveServer, peer: Peer, topic: string, payload: unknown): Admission | Refusal {
  const join = payload as Readonly<Record<string, unknown>>
  const { session } = peer
  const view = server.tokens.verify('session', join['session']) as ViewToken | undefined
  if (!session || !view || view.session !== session.id || topic !== `lv:${view.id}`) return STALE
  const fixed = server.tokens.verify('static', join['static']) as StaticToken | undefined
  if (typeof join['static'] === 'string' && fixed?.id !== view.id) return STALE
  const isNavigation = typeof join['redirect'] === 'string'
  const url = urlOf(isNavigation ? join['redirect'] : join['url'], peer.host)
  // A view that does not say where it stands would escape every check that hangs on its URL.
  if (!url) return STALE
  const params = (join['params'] ?? {}) as Readonly<Record<string, unknown>>
  const flash = flashOf(server, join, fixed, isNavigation, params)
  const placed = place(server, view, isNavigation, { url, session, flash })
  return placed ? { origin: placed.origin, isNavigation, params } : UNAUTHORIZED
}

/** The view that a page's token and URL lead to; undefined where the token does not reach. */
function place(
  server: LiveServer,
  token: ViewToken,
  isNavigation: boolean,
  visit: Visit,
): Placed | undefined {
  if (token.kind === 'named')
    return isNavigation ? undefined : namedAt(server, token.name, token.given, visit)
  const placed = routedAt(server, visit)
  if (!placed || token.boundary !== boundaryName(placed.origin.view)) return undefined
  return isNavigation || isRouteOf(server, token.route, placed.origin.view) ? placed : undefined
}

/** The URL that a browser names, if it is one of this site. */
export function urlOf(url: unknown, host: string): URL | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const parsed = new URL(url)
  return parsed.host === host ? parsed : undefined
}

/** The flash to show first: the one sent along, else, on the first mount of a page, the one it was made with. */
function flashOf(
  { tokens }: LiveServer,
  join: Readonly<Record<string, unknown>>,
  fixed: StaticToken | undefined,
  isNavigation: boolean,
  params: Readonly<Record<string, unknown>>,
): Flash {
  if (join['flash'] !== undefined) return openFlash(tokens, join['flash'])
  return !isNavigation && params['_mounts'] === 0 && fixed ? fixed.flash : {}
}
