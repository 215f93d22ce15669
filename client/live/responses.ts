import type { Diff, PushedEvent } from '../../src/live/wire/tree.ts'
import type { Destination } from './navigation.ts'

/** What a join is answered with. */
export interface JoinResponse {
  readonly rendered: Diff
  readonly container?: readonly [tag: string, attributes: Readonly<Record<string, string>>]
  readonly live_patch?: Destination
  /** Present where the view was taken up again, and shown in full for what it has missed. */
  readonly resumed?: object
}

/** Where the server sends the page. */
export interface Departure {
  readonly redirect?: Destination
  readonly live_redirect?: Destination
}

/** What a join can be refused with. */
export interface Refusal extends Departure {
  readonly reason?: string
  /** Tells the server which error page to show. */
  readonly token?: string
  readonly events?: readonly PushedEvent[]
}

/** What an event is answered with. */
export interface PushResponse extends Departure {
  readonly diff?: Diff
  readonly link_redirect?: true
  readonly error?: { readonly code: string }
}
