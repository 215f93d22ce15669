import { LiveError } from '../kit/error.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { Visitor } from '../view/boundary.ts'
import type { Navigation } from '../view/live.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'

/** Where a URL leads within a view: the parameters of its path and its query, and the action of its route. */
export interface Place {
  readonly params: Readonly<Record<string, string>>
  readonly action: string | undefined
}

/** What a view begins with: where it stands, for whom, and what it was sent to show first. */
export interface Origin {
  /** The id of the element around it. */
  readonly id: string
  readonly view: LiveView
  /** The route's pattern: names the view in errors and logs. */
  readonly name: string
  readonly url: URL
  /** How the browser has come to the URL. */
  readonly navigation: Exclude<Navigation, 'patch'>
  readonly visitor: Visitor
  /** What the page that shows the view has given it as its session. */
  readonly given: Readonly<Record<string, unknown>>
  /** Gives the token for forms that are sent to ordinary routes. Made when first asked for: few views ask. */
  readonly csrf: () => string
  readonly flash: Flash
  /** Where a URL leads within this view; undefined when it leads elsewhere. */
  readonly placeOf: (url: URL) => Place | undefined
  /** The ids of the views that it stands in, the outermost first. A view in others has no layout of its own. */
  readonly around: readonly string[]
  /** Whether it outlives live navigation. */
  readonly isSticky: boolean
}

/** A place whose parameters are as the view declares them. */
export interface DecodedPlace {
  readonly params: Record<string, unknown>
  readonly action: string | undefined
}

/** What a nested view begins with, in the page of the view around it. */
export function nestedOrigin(parent: Origin, call: ChildCall, flash: Flash): Origin {
  const { name, url, navigation, visitor, csrf } = parent
  const view = call.view as LiveView
  const placeOf = (other: URL) => (other === url ? { params: {}, action: view.shownFor } : undefined)
  const given = call.session as Readonly<Record<string, unknown>>
  const around = [...parent.around, parent.id]
  return {
    id: call.id,
    view,
    name: `${name} > ${call.id}`,
    url,
    navigation,
    visitor,
    given,
    csrf,
    flash,
    placeOf,
    around,
    isSticky: call.sticky,
  }
}

/** Where a URL leads within a view, or why it does not. */
export function decodePlace({ view, name, placeOf }: Origin, url: URL): DecodedPlace | LiveError {
  const place = placeOf(url)
  if (!place)
    return new LiveError('bad_route', `${url.pathname} does not lead to ${name}. Use navigate to go there.`)
  const params = view.decodeParams(place.params)
  if (params.ok) return { params: params.value, action: place.action }
  return new LiveError('invalid_params', `The parameters of ${name} do not fit: ${params.problem}.`)
}
