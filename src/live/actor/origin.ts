import { LiveError } from '../kit/error.ts'
import type { Visitor } from '../view/boundary.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'

/** Where a URL leads within a view: the parameters of its path and its query, and the action of its route. */
export interface Place {
  readonly params: Readonly<Record<string, string>>
  readonly action: string | undefined
}

/** What a view begins with: where it stands, for whom, and what it was sent to show first. */
export interface Origin {
  readonly view: LiveView
  /** The route's pattern: names the view in errors and logs. */
  readonly name: string
  readonly url: URL
  readonly visitor: Visitor
  /** What the page that shows the view has given it as its session. */
  readonly given: Readonly<Record<string, unknown>>
  /** A token for forms that are sent to ordinary routes. */
  readonly csrf: string
  readonly flash: Flash
  /** Where a URL leads within this view; undefined when it leads elsewhere. */
  readonly placeOf: (url: URL) => Place | undefined
}

/** A place whose parameters are as the view declares them. */
export interface DecodedPlace {
  readonly params: Record<string, unknown>
  readonly action: string | undefined
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
