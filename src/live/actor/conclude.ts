import { LiveError } from '../kit/error.ts'
import type { MaybePromise } from '../view/live.ts'
import { andThen } from './deadline.ts'
import { kindOf } from './leave.ts'
import type { Origin } from './origin.ts'
import { paramsTurn, type Seat, tooManyPatches } from './params.ts'
import { finish, type Stage } from './turn.ts'

/** Finishes a turn, and takes the view to each URL that it patches to; a nested one takes the page there. */
export function conclude(
  origin: Origin,
  stage: Stage & Seat,
  ref: string | undefined,
  outcome: unknown,
  patches = 0,
): MaybePromise<'stay' | 'left'> {
  if (stage.live.hasEnded) return 'stay'
  return andThen(finish(stage, ref, outcome), (ending) => {
    if (ending === 'stay' || ending === 'left') return ending
    if (origin.around.length > 0) {
      stage.sink.patchPage(ending)
      return conclude(origin, stage, ref, outcome, patches)
    }
    stage.sink.push('live_patch', JSON.stringify({ to: ending.to, kind: kindOf(ending.replace) }))
    if (patches >= stage.services.limits.patches) throw tooManyPatches(origin, stage.services)
    const next = paramsTurn(origin, () => stage, new URL(ending.to, origin.url), ref)
    if (next instanceof LiveError) throw next
    return andThen(next.run(), () => conclude(origin, stage, ref, outcome, patches + 1))
  })
}
