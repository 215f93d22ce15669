import { getHeapStatistics } from 'node:v8'
import type { Origin } from '../actor/origin.ts'
import type { Limits } from '../kit/limits.ts'
import { note } from '../kit/telemetry.ts'
import type { KeptView } from './kept-view.ts'
import type { Session } from './session.ts'
import type { Tenant } from './tenant.ts'

/** Why a view is not kept, or no longer: its time is over, others need the room, or there is none. */
type Reason = 'time' | 'room' | 'memory' | 'session' | 'closing' | 'mismatch'

/** What a view is reckoned to take beside what it shows, and for each character of its page, in bytes. */
const VIEW_BYTES = 16 * 1024
const CHARACTER_BYTES = 3

/** A place for the view of one page, from its request on: so that the end of a session meets it, whenever it comes. */
export class Place implements Tenant {
  readonly session: Session
  readonly #room: WaitingRoom
  #view: KeptView | undefined
  #timer: NodeJS.Timeout | undefined
  #ended: Reason | undefined
  bytes = 0

  constructor(session: Session, room: WaitingRoom) {
    this.session = session
    this.#room = room
  }

  get view(): KeptView | undefined {
    return this.#view
  }

  /** Lets a view wait that has answered its request with so many characters; false where it may not. */
  keep(view: KeptView, characters: number): boolean {
    this.bytes = view.size * VIEW_BYTES + characters * CHARACTER_BYTES
    const refused = this.#ended ?? this.#room.admit(view, this)
    if (refused) {
      note('oriel:view.refused', () => ({ ...factsOf(view), reason: refused }))
      return false
    }
    this.#view = view
    this.#timer = setTimeout(() => this.expire('time'), this.#room.ms).unref()
    view.wait()
    return true
  }

  /** Gives the place up, and the view that waits there to whoever has come for it. */
  take(): KeptView | undefined {
    const view = this.#view
    this.#view = undefined
    clearTimeout(this.#timer)
    this.#room.forget(this, view?.origin.id)
    return view
  }

  /** Ends the view that waits here; one that is still on its way ends once it has answered. */
  expire(reason: Reason): void {
    this.#ended = reason
    const view = this.take()
    if (!view) return
    if (!view.actor.hasEnded) note('oriel:view.expired', () => ({ ...factsOf(view), reason }))
    view.end()
  }

  close(): void {
    this.expire('session')
  }
}

/**
 * The views of pages that have been answered, each until its socket comes for it: for a bounded time, in a bounded
 * number, and in a bounded share of the heap. When it is full, the one that has waited longest goes.
 */
export class WaitingRoom {
  readonly #limits: Limits
  readonly #places = new Set<Place>()
  /** Those with a view, by the id of its container, the oldest first. */
  readonly #waiting = new Map<string, Place>()
  readonly #heapBytes: number
  #bytes = 0
  #isClosed = false

  constructor(limits: Limits) {
    this.#limits = limits
    this.#heapBytes = getHeapStatistics().heap_size_limit
  }

  /** Milliseconds that a view may wait. */
  get ms(): number {
    return this.#limits.waitingMs
  }

  /** Everybody who waits, or is about to. */
  get places(): Iterable<Place> {
    return this.#places
  }

  /** A place for the view of a request that is about to be answered; to be given up by whoever asked. */
  reserve(session: Session): Place {
    const place = new Place(session, this)
    this.#places.add(place)
    return place
  }

  /** Makes room for a view; gives the reason where there is none. */
  admit({ origin }: KeptView, place: Place): Reason | undefined {
    const { waitingMs, waitingPages, waitingShare, crowdedShare } = this.#limits
    const allowed = waitingShare * this.#heapBytes
    if (this.#isClosed) return 'closing'
    if (waitingMs <= 0 || waitingPages < 1 || place.bytes > allowed) return 'room'
    if (getHeapStatistics().used_heap_size > crowdedShare * this.#heapBytes) return 'memory'
    this.#waiting.set(origin.id, place)
    this.#bytes += place.bytes
    for (const oldest of this.#waiting.values()) {
      if (this.#waiting.size <= waitingPages && this.#bytes <= allowed) break
      oldest.expire('room')
    }
    return undefined
  }

  /** The view that waits for this browser, at this URL, if there is one: it waits no longer. */
  take(origin: Origin): KeptView | undefined {
    const place = this.#waiting.get(origin.id)
    const view = place?.take()
    const fitting = view?.fit(origin)
    if (view && !fitting) note('oriel:view.expired', () => ({ ...factsOf(view), reason: 'mismatch' }))
    return fitting
  }

  forget(place: Place, id: string | undefined): void {
    this.#places.delete(place)
    if (id !== undefined && this.#waiting.delete(id)) this.#bytes -= place.bytes
  }

  /** Ends all who wait, and lets nobody in any more. */
  close(): void {
    this.#isClosed = true
    for (const place of this.#places) place.expire('closing')
  }
}

const factsOf = ({ actor }: KeptView) => ({ view: actor.name, id: actor.id })
