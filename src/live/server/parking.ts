import type { Actor } from '../actor/actor.ts'
import type { Mounted } from '../actor/load.ts'
import type { Limits } from '../kit/limits.ts'
import { note } from '../kit/telemetry.ts'
import type { Admitted } from './admission.ts'
import type { KeptView } from './kept-view.ts'
import { type Carrier, Resumable } from './resumable.ts'
import { keyOf, type ResumeRequest } from './resume-request.ts'
import { factsOf, noteExpired, type Place, Room } from './room.ts'
import type { Session } from './session.ts'

/** A view that is taken up again. */
export interface Resumption {
  readonly view: Resumable
  /** What it was taken up by; undefined where the answer to its first join was lost. */
  readonly token: string | undefined
  /** The number of the last message that its browser has. */
  readonly seen: number
}

/** What a view is opened with that may outlive its connection. */
export interface Opening {
  readonly actor: Actor
  readonly admission: Admitted
  readonly session: Session
  readonly kept: KeptView | undefined
  readonly around: Resumable | undefined
  readonly request: ResumeRequest
}

/** The views that can be taken up again after a lost connection, and those that are without one right now. */
export class Parking {
  readonly #limits: Limits
  readonly #room: Room<Resumable>
  readonly #byToken = new Map<string, Resumable>()
  /** Those whose browser has not shown yet that it has the answer to its first join. */
  readonly #byKey = new Map<string, Resumable>()

  constructor(limits: Limits) {
    this.#limits = limits
    this.#room = new Room({ count: limits.parkedViews, share: limits.parkedShare }, limits)
  }

  get places(): Iterable<Place<Resumable>> {
    return this.#room.places
  }

  /** Lets a view be taken up again, whose browser has asked for that; undefined where it is turned off. */
  open({ actor, admission, session, kept, around, request: { id } }: Opening): Resumable | undefined {
    const { outboxBytes, resumeMs } = this.#limits
    const ms = admission.origin.view.definition.resumeWithin ?? resumeMs
    // A nested view could not stand without the view around it, unless it outlives that.
    if (ms <= 0 || (admission.nested && !admission.nested.sticky && !around)) return undefined
    const key = id === undefined ? undefined : keyOf(session, `lv:${admission.origin.id}`, id)
    const view: Resumable = new Resumable(actor, {
      admission,
      session,
      ms,
      outboxBytes,
      around,
      kept,
      tell: (token, isGood) => {
        if (isGood) this.#byToken.set(token, view)
        else this.#byToken.delete(token)
      },
      onAnswered: () => {
        if (key !== undefined && this.#byKey.get(key) === view) this.#byKey.delete(key)
      },
    })
    if (key !== undefined) this.#byKey.set(key, view)
    return view
  }

  #park(view: Resumable): void {
    const { session, ms } = view.options
    if (!this.#room.reserve(session).keep(view, view.actor.id, view.bytes, ms)) return view.end()
    note('oriel:view.parked', () => factsOf(view))
  }

  /** A view has no channel any more: it ends, unless only that was lost, or its browser may not know where it was sent. */
  release(view: Resumable, carrier: Carrier, isLost: boolean): void {
    if (!view.release(carrier, this.#limits.lingerMs)) return
    if ((isLost || view.isToTell) && !view.isOver) this.#park(view)
    else view.end()
  }

  /**
   * The view that a join wants to take up again, if that is possible: the token is one of the last, of this session, and
   * nothing that the browser has missed is forgotten. Otherwise the view ends where it was this browser's. A join without
   * a token takes up the view whose first join it repeats.
   */
  resume(
    { token, seen = -1, id }: ResumeRequest,
    session: Session | undefined,
    topic: string,
  ): Resumption | undefined {
    if (!session) return undefined
    const view = token === undefined ? this.#byKey.get(keyOf(session, topic, id)) : this.#byToken.get(token)
    if (session.id !== view?.options.session.id) return undefined
    if (topic !== `lv:${view.options.admission.origin.id}`) return undefined
    view.supersede()
    this.#room.take(view.actor.id)
    if (view.isOver) return undefined
    const last = token === undefined ? 0 : seen
    if (view.since(last)) {
      note('oriel:view.resumed', () => factsOf(view))
      return { view, token, seen: last }
    }
    noteExpired(view, 'backlog')
    view.end()
    return undefined
  }

  /** The view of an id that is without a connection right now, if it is of this session. */
  stageOf(id: string, session: Session | undefined): Mounted | undefined {
    const view = this.#room.find(id)
    return view && view.options.session.id === session?.id ? view.actor.mounted : undefined
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
