import type { Origin } from '../actor/origin.ts'
import { flat } from '../kit/flat.ts'
import { randomText } from '../kit/random.ts'
import { boundaryName } from '../view/boundary.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'
import { isSameView, matchRoute, type Route } from '../view/route.ts'
import type { LiveServer } from './live-server.ts'
import type { Standing } from './page-tokens.ts'
import { csrfToken, type Session } from './session.ts'

/** Who comes, where to, and what is shown to them first. */
export interface Visit {
  /** The id of the element around the view. */
  readonly id: string
  readonly url: URL
  readonly session: Session
  readonly flash: Flash
  readonly navigation: Origin['navigation']
}

/** A view that can be mounted, and how its page's token names it. */
export interface Placed {
  readonly origin: Origin
  readonly standing: Standing
}

/** An id for the element around a view. */
export const newId = (): string => flat(`phx-${randomText(12)}`)

/** The view of the route that a URL leads to; undefined where none does. */
export function routedAt({ routes }: LiveServer, visit: Visit): Placed | undefined {
  const route = matchRoute(routes, visit.url)?.route
  if (!route) return undefined
  const { view, path } = route
  const standing = { kind: 'route', route: path, boundary: boundaryName(view) } as const
  return { origin: originOf(visit, view, path, NOTHING, placesOf(routes, route)), standing }
}

type PlaceOf = Origin['placeOf']

const places = new WeakMap<readonly Route[], Map<Route, PlaceOf>>()

/** Where URLs lead within the view of a route: one for all its visitors. */
function placesOf(routes: readonly Route[], route: Route): PlaceOf {
  const known = places.get(routes) ?? new Map<Route, PlaceOf>()
  places.set(routes, known)
  const placeOf = known.get(route) ?? placesIn(routes, route)
  known.set(route, placeOf)
  return placeOf
}

const placesIn =
  (routes: readonly Route[], { view }: Route): PlaceOf =>
  (url) => {
    const match = matchRoute(routes, url)
    if (!match || !isSameView(match.route.view, view)) return undefined
    return { params: match.params, action: match.route.view.shownFor }
  }

/** A view that is shown on ordinary routes; undefined where none has the name. */
export function namedAt(
  { views }: LiveServer,
  name: string,
  given: Readonly<Record<string, unknown>>,
  visit: Visit,
): Placed | undefined {
  const view = Object.hasOwn(views, name) && (views[name] as LiveView)
  if (!view) return undefined
  // It stands where it was mounted, whatever is there, and can be patched nowhere: no route leads to it.
  const placeOf = (url: URL) => (url === visit.url ? { params: {}, action: undefined } : undefined)
  return {
    origin: originOf(visit, view, name, given, placeOf),
    standing: { kind: 'named', name, given },
  }
}

/** Whether a page that was made for one route may join the view of another: it is the same one. */
export function isRouteOf({ routes }: LiveServer, pattern: string, view: LiveView): boolean {
  const made = routes.find(({ path }: Route) => path === pattern)
  return made !== undefined && isSameView(made.view, view)
}

const NOTHING = Object.freeze({})

// Each member by name: objects that are spread together do not share the description of their members.
const originOf = (
  { id, url, session, flash, navigation }: Visit,
  view: LiveView,
  name: string,
  given: Readonly<Record<string, unknown>>,
  placeOf: Origin['placeOf'],
): Origin => ({
  id,
  view,
  name,
  url,
  navigation,
  visitor: session,
  given,
  csrf: tokenOf(session),
  flash: Object.keys(flash).length > 0 ? flash : NOTHING,
  placeOf,
  around: NOBODY,
  isSticky: false,
})

function tokenOf(session: Session): () => string {
  let token: string | undefined
  return () => {
    token ??= csrfToken(session)
    return token
  }
}

const NOBODY: readonly string[] = []
