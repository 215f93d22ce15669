import type { Origin } from '../actor/origin.ts'
import type { Limits } from '../kit/limits.ts'
import type { KeptView } from './kept-view.ts'
import { noteExpired, type Place, Room, reckoned } from './room.ts'
import type { Session } from './session.ts'

/** The views of pages that have been answered, each until its socket comes for it. */
export class WaitingRoom {
  readonly #limits: Limits
  readonly #room: Room<KeptView>

  constructor(limits: Limits) {
    this.#limits = limits
    this.#room = new Room({ count: limits.waitingPages, share: limits.waitingShare }, limits)
  }

  get places(): Iterable<Place<KeptView>> {
    return this.#room.places
  }

  /** A place for the view of a request that is about to be answered; to be given up by whoever asked. */
  reserve(session: Session): Place<KeptView> {
    return this.#room.reserve(session)
  }

  /** Lets a view wait that has answered its request with so many characters; false where it may not. */
  keep(place: Place<KeptView>, view: KeptView, characters: number): boolean {
    const bytes = reckoned(view.size, characters)
    const isKept = place.keep(view, view.origin.id, bytes, this.#limits.waitingMs)
    if (isKept) view.wait()
    return isKept
  }

  /** The view that waits for this browser, at this URL, if there is one: it waits no longer. */
  take(origin: Origin): KeptView | undefined {
    const view = this.#room.take(origin.id)
    if (!view || view.fits(origin)) return view
    noteExpired(view, 'mismatch')
    view.end()
    return undefined
  }

  /** Ends all who wait, and lets nobody in any more. */
  close(): void {
    this.#room.close()
  }
}
