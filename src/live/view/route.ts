import type { Static, TObject } from 'typebox'
import { LiveError } from '../kit/error.ts'
import { fillPath, type Path, type PathArguments, type PathParameters } from '../template/path.ts'
import { type BaseSession, boundaryName } from './boundary.ts'
import type { LiveView } from './live-view.ts'

/** A pattern and the view that it shows. */
export interface Route {
  readonly path: string
  readonly view: LiveView
}

/** A route that a URL leads to, with the parameters of its path and its query. */
export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

type Fits<Pattern extends string, P extends TObject, S extends TObject, N extends string> = [
  PathParameters<Pattern>,
] extends [keyof Static<P>]
  ? [BaseSession] extends [Static<S>]
    ? [N] extends [never]
      ? unknown
      : { readonly 'choose the action that the route shows, as view.action(…)': N }
    : { readonly 'the session does not supply what the view needs': Static<S> }
  : { readonly 'the view does not declare this parameter': Exclude<PathParameters<Pattern>, keyof Static<P>> }

/** Shows a view at a pattern, such as `/rooms/:id`, whose parameters the view declares. */
export function route<const Pattern extends string, P extends TObject, S extends TObject, N extends string>(
  path: Pattern,
  view: LiveView<P, S, N> & Fits<Pattern, P, S, N>,
): Route {
  return { path, view: view as LiveView }
}

/** Makes paths of the app's patterns, and refuses any other when it is compiled. */
export interface Paths<Patterns extends string> {
  <const Pattern extends Patterns>(pattern: Pattern, ...values: PathArguments<Pattern>): Path
  /** Gives each pattern its view; one that is missing, is too many, or does not fit its pattern, does not compile. */
  routes<const Views extends Readonly<Record<string, LiveView>>>(
    views: Views & FitsAll<Patterns, Views>,
  ): readonly Route[]
}

// Each pattern is asked for here, not of `Views`: one that is missing would be reported as a fault of all the others.
type FitsAll<Patterns extends string, Views> = {
  readonly [Pattern in Patterns | keyof Views]: Pattern extends keyof Views
    ? Pattern extends Patterns
      ? Views[Pattern] extends LiveView<infer P, infer S, infer N>
        ? Fits<Pattern, P, S, N>
        : never
      : { readonly 'this is none of the declared paths': Pattern }
    : LiveView
}

/** Declares the patterns of the app's pages: `const path = paths('/', '/rooms/:id')`. */
export function paths<const Patterns extends readonly string[]>(
  ...patterns: Patterns
): Paths<Patterns[number]> {
  const path = (pattern: string, values?: Readonly<Record<string, string>>) => fillPath(pattern, values)
  const routes = (views: Readonly<Record<string, LiveView>>) =>
    patterns.map((pattern): Route => ({ path: pattern, view: viewAt(views, pattern) }))
  return Object.assign(path, { routes }) as Paths<Patterns[number]>
}

function viewAt(views: Readonly<Record<string, LiveView>>, pattern: string): LiveView {
  const view = views[pattern]
  if (!view) throw new LiveError('bad_route', `The path "${pattern}" has no view. Give routes() one for it.`)
  return view
}

/** Finds the route of a URL; the first that fits wins. */
export function matchRoute(routes: readonly Route[], url: URL): Match | undefined {
  const actual = segments(url.pathname)
  for (const route of routes) {
    const params = matchPath(expectedOf(route), actual)
    if (params) return { route, params: { ...queryOf(url), ...params } }
  }
  return undefined
}

// Not by `searchParams`: a URL keeps what it has been asked for, and most views keep their URL.
const queryOf = ({ search }: URL): Record<string, string> =>
  search === '' ? {} : Object.fromEntries(new URLSearchParams(search))

/** Whether a running view can go from one to the other: the same view behind the same live session. */
export const isSameView = (one: LiveView, other: LiveView): boolean =>
  one.definition === other.definition && boundaryName(one) === boundaryName(other)

function matchPath(
  expected: readonly string[],
  actual: readonly string[],
): Record<string, string> | undefined {
  if (expected.length !== actual.length) return undefined
  const params: Record<string, string> = {}
  const fits = expected.every((segment, i) => {
    if (!segment.startsWith(':')) return segment === actual[i]
    const value = decodeSegment(actual[i]!)
    params[segment.slice(1)] = value ?? ''
    return value !== undefined
  })
  return fits ? params : undefined
}

const patterns = new WeakMap<Route, readonly string[]>()

/** What the pattern of a route has between its slashes. */
function expectedOf(route: Route): readonly string[] {
  const known = patterns.get(route)
  if (known) return known
  const expected = segments(route.path)
  patterns.set(route, expected)
  return expected
}

const segments = (path: string): readonly string[] => path.split('/').filter(Boolean)

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
