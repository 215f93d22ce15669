import type { Destination } from './navigation.ts'
import type { Change, Missed } from './patch.ts'
import type { Departure, Refusal } from './responses.ts'
import type { LiveState } from './status.ts'

/** How a page came to its view: by loading it, or by navigation from another. Nested views have no URL. */
export interface Arrival {
  readonly href?: string
  /** Set when the view takes the place of another one. */
  readonly redirect?: { readonly flash: string | undefined; readonly referer: string }
  /** The view is on the page. */
  readonly onArrived?: () => void
}

/** A view as the page knows it. */
export interface Standing {
  readonly container: HTMLElement
  /** Whether it is the page's own. */
  readonly isPage: boolean
}

/** What the views ask of the page that they are on. */
export interface ViewReach {
  params(container: HTMLElement): object
  /** Patches parts of the page; returns what has to be patched again. */
  patch(change: Change): Missed
  /** Sends what people had filled in to a view that begins anew with this markup, by `push`. */
  recover(html: string): void
  /** Lets a view take the place of another one, now or a little later. */
  transition(show: () => void): unknown
  /** Shows how the view stands with its server. */
  stands(view: Standing, state: LiveState): void
  /** Says whether the refusal of a join is dealt with; otherwise the view tries again. `flash` was to be shown there. */
  refused(refusal: Refusal, href: string | undefined, flash: string | undefined): boolean
  /** Tells the page that an event of a person has not been handled. */
  lost(payload: object): void
  /** Goes where the server sends the page, if it does. */
  depart(to: Departure): void
  livePatch(destination: Destination): void
}
