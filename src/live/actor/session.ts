import { LiveError } from '../kit/error.ts'
import type { Boundary } from '../view/boundary.ts'
import type { MaybePromise } from '../view/live.ts'
import { Redirect } from '../view/outcome.ts'
import type { Origin } from './origin.ts'

type Values = Record<string, unknown>

/** The session of a view as it declares it: what its live session has supplied, or where that leads instead. */
export async function sessionOf(
  origin: Origin,
  within: (what: string, callback: () => MaybePromise<object>) => MaybePromise<object>,
): Promise<Redirect | Values> {
  const { view, visitor, given, name } = origin
  const check = view.boundary?.onMount && checkOf(view.boundary, origin)
  const supplied = check ? await within(`onMount of ${view.boundary?.name}`, check) : {}
  if (supplied instanceof Redirect) return supplied
  const session = view.decodeSession({ id: visitor.id, ...given, ...supplied })
  if (session.ok) return session.value
  throw new LiveError(
    'invalid_session',
    `The session does not supply what ${name} needs: ${session.problem}.`,
  )
}

function checkOf({ name, decodeData, onMount }: Boundary, { visitor, url, placeOf }: Origin) {
  const data = decodeData(visitor.data)
  if (!data.ok) {
    throw new LiveError(
      'invalid_session',
      `The data of the session does not fit the live session "${name}": ${data.problem}.`,
    )
  }
  const params = placeOf(url)?.params ?? {}
  return () => onMount!({ session: { id: visitor.id, data: data.value }, params, url })
}
