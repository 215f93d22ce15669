import type { Mounted } from '../actor/load.ts'
import { nestedOrigin } from '../actor/origin.ts'
import { boundaryName } from '../view/boundary.ts'
import type { MaybePromise } from '../view/live.ts'
import type { Flash } from '../view/outcome.ts'
import type { Admission } from './admission.ts'
import type { LiveServer } from './live-server.ts'
import { isRouteOf, namedAt, type Placed, routedAt, type Visit } from './origins.ts'
import {
  type NestedStanding,
  readStatic,
  type Standing,
  type StaticToken,
  type ViewToken,
} from './page-tokens.ts'
import { openFlash } from './session.ts'
import type { Peer } from './transport.ts'

/** Why a join is refused, as the client is told: after the first two it loads the page anew. */
export interface Refusal {
  readonly reason: 'stale' | 'unauthorized' | 'not shown'
}

/** Where a nested view is looked for. */
interface Line {
  /** Finds the running view that it stands in; undefined when that is not there. */
  findParent(nested: NestedStanding): Promise<Mounted | undefined>
}

const STALE: Refusal = { reason: 'stale' }
const UNAUTHORIZED: Refusal = { reason: 'unauthorized' }
const NOT_SHOWN: Refusal = { reason: 'not shown' }

/** Checks a join's payload: who signed it, for which browser, and where its URL or the view around it leads. */
export function admit(
  server: LiveServer,
  peer: Peer,
  topic: string,
  payload: unknown,
  line: Line,
): MaybePromise<Admission | Refusal> {
  const join = payload as Readonly<Record<string, unknown>>
  const { session } = peer
  const view = server.tokens.verify('session', join['session']) as ViewToken | undefined
  if (!session || !view || view.session !== session.id || topic !== `lv:${view.id}`) return STALE
  const fixed = readStatic(server.tokens, join['session'] as string, view, join['static'])
  if (typeof join['static'] === 'string' && fixed?.id !== view.id) return STALE
  const params = (join['params'] ?? {}) as Readonly<Record<string, unknown>>
  if (view.kind === 'nested')
    return line.findParent(view).then((parent) => admitNested(parent, view.id, view, params))
  const isNavigation = typeof join['redirect'] === 'string'
  const url = urlOf(isNavigation ? join['redirect'] : join['url'], peer.host)
  // A view that does not say where it stands would escape every check that hangs on its URL.
  if (!url) return STALE
  const flash = flashOf(server, join, fixed, isNavigation, params)
  const navigation = isNavigation ? 'navigate' : 'load'
  const placed = place(server, view, isNavigation, { id: view.id, url, session, flash, navigation })
  return placed ? { origin: placed.origin, nested: undefined, isNavigation, params } : UNAUTHORIZED
}

function admitNested(
  parent: Mounted | undefined,
  id: string,
  nested: NestedStanding,
  params: Admission['params'],
): Admission | Refusal {
  if (!parent) return STALE
  const child = parent.residents.children?.find(id)
  // Not stale: it has been taken away while the join was on its way, and the browser hears of that.
  if (!child) return NOT_SHOWN
  return { origin: nestedOrigin(parent.origin, child.call, {}), nested, isNavigation: false, params }
}

/** The view that a page's token and URL lead to; undefined where the token does not reach. */
function place(
  server: LiveServer,
  token: Exclude<Standing, NestedStanding>,
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
