import { getHeapStatistics } from 'node:v8'
import type { Actor } from '../actor/actor.ts'
import type { Limits } from '../kit/limits.ts'
import { note } from '../kit/telemetry.ts'
import type { Session } from './session.ts'
import type { Tenant } from './tenant.ts'

/** Why a view is not kept, or no longer: its time is over, others need the room, or there is none. */
export type Reason = 'time' | 'room' | 'memory' | 'session' | 'closing' | 'mismatch' | 'backlog'

/** A view that is without a socket for a while. */
export interface Guest {
  readonly actor: Pick<Actor, 'name' | 'id' | 'hasEnded'>
  end(): void
}

/** How many guests a room takes, how much of the heap, and for how long by default. */
export interface RoomBounds {
  readonly count: number
  /** Share of the heap limit that all may take together, as they are reckoned. */
  readonly share: number
}

/** What a view is reckoned to take beside what it shows, and for each character of its page, in bytes. */
const VIEW_BYTES = 16 * 1024
const CHARACTER_BYTES = 3

/** What some views are reckoned to take that show so many characters together, in bytes. */
export const reckoned = (views: number, characters: number): number =>
  views * VIEW_BYTES + characters * CHARACTER_BYTES

/** A place for one guest, from before it comes: so that the end of its session meets it, whenever that is. */
export class Place<G extends Guest> implements Tenant {
  readonly session: Session
  readonly #room: Room<G>
  #guest: G | undefined
  #timer: NodeJS.Timeout | undefined
  #ended: Reason | undefined

  constructor(session: Session, room: Room<G>) {
    this.session = session
    this.#room = room
  }

  /**
   * Lets a guest in under a key, for some milliseconds; `bytes` is what it is reckoned to take. False where it may not
   * stay: the place is given up then.
   */
  keep(guest: G, key: string, bytes: number, ms: number): boolean {
    const refused = this.#ended ?? (ms > 0 ? this.#room.admit(this, key, bytes) : 'time')
    if (refused) {
      this.take()
      note('oriel:view.refused', () => ({ ...factsOf(guest), reason: refused }))
      return false
    }
    this.#guest = guest
    this.#timer = setTimeout(() => this.expire('time'), ms).unref()
    return true
  }

  get guest(): G | undefined {
    return this.#guest
  }

  /** Gives the place up, and the guest to whoever has come for it. */
  take(): G | undefined {
    const guest = this.#guest
    this.#guest = undefined
    clearTimeout(this.#timer)
    this.#room.forget(this)
    return guest
  }

  /** Ends the guest; one that is still to come is refused then. */
  expire(reason: Reason): void {
    this.#ended = reason
    const guest = this.take()
    if (!guest) return
    noteExpired(guest, reason)
    guest.end()
  }

  close(): void {
    this.expire('session')
  }
}

/**
 * Views without a socket, each until somebody comes for it: for a bounded time, in a bounded number, and in a bounded
 * share of the heap. When it is full, the one that has been there longest goes.
 */
export class Room<G extends Guest> {
  readonly #bounds: RoomBounds
  readonly #crowdedBytes: number
  readonly #allowedBytes: number
  readonly #places = new Set<Place<G>>()
  /** Those with a guest, the oldest first. */
  readonly #byKey = new Map<string, { readonly place: Place<G>; readonly bytes: number }>()
  readonly #keys = new Map<Place<G>, string>()
  #taken = 0
  #isClosed = false

  constructor(bounds: RoomBounds, { crowdedShare }: Limits) {
    const { heap_size_limit: heapBytes } = getHeapStatistics()
    this.#bounds = bounds
    this.#allowedBytes = bounds.share * heapBytes
    this.#crowdedBytes = crowdedShare * heapBytes
  }

  /** Everybody who is there, or is about to be. */
  get places(): Iterable<Place<G>> {
    return this.#places
  }

  /** How many guests there are. */
  get size(): number {
    return this.#byKey.size
  }

  /** A place for a guest that is about to come; to be given up by whoever asked. */
  reserve(session: Session): Place<G> {
    const place = new Place(session, this)
    this.#places.add(place)
    return place
  }

  /** Makes room for a guest; gives the reason where there is none. */
  admit(place: Place<G>, key: string, bytes: number): Reason | undefined {
    if (this.#isClosed) return 'closing'
    if (this.#bounds.count < 1 || bytes > this.#allowedBytes) return 'room'
    if (getHeapStatistics().used_heap_size > this.#crowdedBytes) return 'memory'
    this.#byKey.set(key, { place, bytes })
    this.#keys.set(place, key)
    this.#taken += bytes
    for (const { place: oldest } of this.#byKey.values()) {
      if (this.#byKey.size <= this.#bounds.count && this.#taken <= this.#allowedBytes) break
      oldest.expire('room')
    }
    return undefined
  }

  /** The guest under a key, if there is one: it is nobody's guest any more. */
  take(key: string): G | undefined {
    return this.#byKey.get(key)?.place.take()
  }

  /** The guest under a key, which stays. */
  find(key: string): G | undefined {
    return this.#byKey.get(key)?.place.guest
  }

  forget(place: Place<G>): void {
    this.#places.delete(place)
    const key = this.#keys.get(place)
    if (key === undefined) return
    this.#keys.delete(place)
    this.#taken -= this.#byKey.get(key)!.bytes
    this.#byKey.delete(key)
  }

  /** Ends all guests, and lets nobody in any more. */
  close(): void {
    this.#isClosed = true
    for (const place of this.#places) place.expire('closing')
  }
}

/** Tells of a view without a socket that ends. */
export function noteExpired(guest: Guest, reason: Reason): void {
  // Of one that has failed the log tells.
  if (!guest.actor.hasEnded) note('oriel:view.expired', () => ({ ...factsOf(guest), reason }))
}

/** What telemetry calls a view. */
export const factsOf = ({ actor: { name, id } }: Pick<Guest, 'actor'>) => ({ view: name, id })
