import type { Actor } from '../actor/actor.ts'
import type { Limits } from '../kit/limits.ts'
import { note } from '../kit/telemetry.ts'
import type { Admitted } from './admission.ts'
import type { Sent } from './outbox.ts'
import { type Carrier, Resumable } from './resumable.ts'
import { noteExpired, type Place, Room } from './room.ts'
import type { Session } from './session.ts'

/** A view that is taken up again. */
export interface Resumption {
  readonly view: Resumable
  readonly token: string
  /** What its browser has missed. */
  readonly missed: readonly Sent[]
}

/** Whether a join comes from a client that can take its view up again. */
export const canResume = (join: unknown): boolean =>
  typeof (join as { readonly resume?: unknown }).resume === 'object'

/** The views that can be taken up again after a lost connection, and those that are without one right now. */
export class Parking {
  readonly #limits: Limits
  readonly #room: Room<Resumable>
  readonly #byToken = new Map<string, Resumable>()

  constructor(limits: Limits) {
    this.#limits = limits
    this.#room = new Room({ count: limits.parkedViews, share: limits.parkedShare }, limits)
  }

  get places(): Iterable<Place<Resumable>> {
    return this.#room.places
  }

  /** Lets a view be taken up again, whose browser has asked for that; undefined where it is turned off. */
  open(
    actor: Actor,
    admission: Admitted,
    session: Session,
    around: Resumable | undefined,
  ): Resumable | undefined {
    const ms = admission.origin.view.definition.resumeWithin ?? this.#limits.resumeMs
    // A nested view could not stand without the view around it, unless it outlives that.
    if (ms <= 0 || (admission.nested && !admission.nested.sticky && !around)) return undefined
    const tell = (token: string, isGood: boolean) => {
      if (isGood) this.#byToken.set(token, view)
      else this.#byToken.delete(token)
    }
    const { outboxBytes } = this.#limits
    const view = new Resumable(actor, { admission, session, ms, outboxBytes, around, tell })
    return view
  }

  #park(view: Resumable): void {
    const { session, ms } = view.options
    if (!this.#room.reserve(session).keep(view, view.id, view.bytes, ms)) return view.end()
    note('oriel:view.parked', () => ({ view: view.name, id: view.id }))
  }

  /** A view has no channel any more: it ends, unless only that was lost, or its browser may not know where it was sent. */
  release(view: Resumable, carrier: Carrier, isLost: boolean): void {
    view.release(carrier, this.#limits.lingerMs)
    if ((isLost || view.isToTell) && !view.isOver) this.#park(view)
    else view.end()
  }

  /**
   * The view that a join wants to take up again, if that is possible: the token is one of the last, of this session, and
   * nothing that the browser has missed is forgotten. Otherwise the view ends where it was this browser's.
   */
  resume(join: unknown, session: Session | undefined, topic: string): Resumption | undefined {
    const { token, seen } = ((join as { readonly resume?: unknown }).resume ?? {}) as Readonly<
      Record<string, unknown>
    >
    const view = typeof token === 'string' ? this.#byToken.get(token) : undefined
    if (!view || typeof token !== 'string') return undefined
    if (session?.id !== view.options.session.id || topic !== `lv:${view.options.admission.origin.id}`)
      return undefined
    view.supersede()
    this.#room.take(view.id)
    if (view.isOver) return undefined
    const missed = Number.isInteger(seen) ? view.since(seen as number) : undefined
    if (missed) {
      note('oriel:view.resumed', () => ({ view: view.name, id: view.id }))
      return { view, token, missed }
    }
    noteExpired(view, 'backlog')
    view.end()
    return undefined
  }

  /** Ends all views without a connection, as their time does. */
  expire(): void {
    for (const place of this.#room.places) place.expire('time')
  }

  /** Ends all views without a connection, and keeps none any more. */
  close(): void {
    this.#room.close()
  }
}
