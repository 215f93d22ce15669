import { LiveError } from '../kit/error.ts'
import type { MaybePromise } from '../view/live.ts'
import { andThen } from './deadline.ts'
import { kindOf, type PatchTo } from './leave.ts'
import { paramsTurn, type Seat, tooManyPatches } from './params.ts'
import type { Sink } from './sink.ts'
import { type Ending, finish, type Stage } from './turn.ts'

/** A turn that is about to end. */
interface Ended {
  /** The view, which ends when it has left. */
  readonly view: { end(): void }
  readonly stage: Stage & Seat
  readonly sink: Sink
  readonly ref: string | undefined
  readonly outcome: unknown
}

/** Finishes a turn, and takes the view to each URL that it patches to; a nested one takes the page there. */
export function conclude(
  view: Ended['view'],
  stage: Stage & Seat,
  sink: Sink,
  ref: string | undefined,
  outcome: unknown,
): MaybePromise<void> {
  if (stage.live.hasEnded) return undefined
  const ending = finish(stage, sink, ref, outcome)
  return ending === 'stay' ? undefined : follow({ view, stage, sink, ref, outcome }, ending, 0)
}

function follow(turn: Ended, ending: MaybePromise<Ending>, patches: number): MaybePromise<void> {
  return andThen(ending, (settled) => {
    if (settled === 'stay') return undefined
    if (settled !== 'left') return patch(turn, settled, patches)
    turn.sink.close()
    return turn.view.end()
  })
}

function patch(turn: Ended, to: PatchTo, patches: number): MaybePromise<void> {
  const { stage, sink, ref, outcome } = turn
  const { origin, live, services } = stage
  const again = (count: number) =>
    live.hasEnded ? undefined : follow(turn, finish(stage, sink, ref, outcome), count)
  if (origin.around.length > 0) {
    sink.patchPage(to)
    return again(patches)
  }
  sink.push('live_patch', JSON.stringify({ to: to.to, kind: kindOf(to.replace) }))
  if (patches >= services.limits.patches) throw tooManyPatches(origin, services)
  const next = paramsTurn(origin, () => stage, new URL(to.to, origin.url), ref)
  if (next instanceof LiveError) throw next
  return andThen(next.run(), () => again(patches + 1))
}
