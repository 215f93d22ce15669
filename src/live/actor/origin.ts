import { LiveError } from '../kit/error.ts'
import type { LiveView } from '../view/live-view.ts'
import type { Flash } from '../view/outcome.ts'

/** What a view begins with: where it stands, for whom, and what it was sent to show first. */
export interface Origin {
  readonly view: LiveView
  /** The route's pattern: names the view in errors and logs. */
  readonly name: string
  readonly url: URL
  readonly session: Readonly<Record<string, unknown>>
  readonly flash: Flash
  /** The raw parameters of a URL that leads to this view; undefined when it leads elsewhere. */
  readonly paramsOf: (url: URL) => Readonly<Record<string, string>> | undefined
}

/** The parameters of a URL as the view declares them, or why they are not. */
export function decodeParams(
  { view, name, paramsOf }: Origin,
  url: URL,
): Record<string, unknown> | LiveError {
  const raw = paramsOf(url)
  if (!raw)
    return new LiveError('bad_route', `${url.pathname} does not lead to ${name}. Use navigate to go there.`)
  const params = view.decodeParams(raw)
  if (params.ok) return params.value
  return new LiveError('invalid_params', `The parameters of ${name} do not fit: ${params.problem}.`)
}
