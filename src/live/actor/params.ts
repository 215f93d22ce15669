import { LiveError } from '../kit/error.ts'
import { span } from '../kit/telemetry.ts'
import { andThen } from './deadline.ts'
import type { LiveHandle } from './handle.ts'
import { afterHooks } from './hooks.ts'
import type { Turn } from './host.ts'
import { decodePlace, type Origin } from './origin.ts'
import type { Services } from './services.ts'
import type { Topics } from './topics.ts'

/** What of a view takes part when its URL changes. */
export interface Seat {
  readonly live: LiveHandle
  readonly topics: Topics
}

/** The turn that takes a view to a URL, or why it cannot go there. `seat` is called when the turn comes. */
export function paramsTurn(
  origin: Origin,
  seat: () => Seat,
  url: URL,
  ref: string | undefined,
): Turn | LiveError {
  const decoded = decodePlace(origin, url)
  if (decoded instanceof LiveError) return decoded
  const { params, action } = decoded
  const place = { params, url, action }
  const run = () => {
    const { live, topics } = seat()
    live.effects.url = url === origin.url ? undefined : url
    const { handleParams } = origin.view.definition
    const facts = () => ({ ...live.identity, params: Object.keys(params) })
    const handled = span('oriel:params', facts, () =>
      afterHooks(live, 'params', place, () => handleParams?.(live, params, url, action!)),
    )
    return andThen(handled, () => topics.follow(params))
  }
  return { what: 'handleParams', ref, run }
}

/** The same on behalf of the view's browser, whose person has seen the flash. */
export function visitTurn(origin: Origin, seat: () => Seat, url: URL, ref: string): Turn | LiveError {
  const turn = paramsTurn(origin, seat, url, ref)
  if (turn instanceof LiveError) return turn
  const run = () => {
    seat().live.effects.clearFlash()
    return turn.run()
  }
  return { ...turn, run }
}

export const tooManyPatches = ({ name }: Origin, { limits }: Services): LiveError =>
  new LiveError(
    'bad_route',
    `${name} patched more than ${limits.patches} times in a row. Stop it in handleParams.`,
  )
