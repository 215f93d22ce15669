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

/** What a join is answered with, where the server lets the view outlive its connection. */
export interface Resumable {
  /** What the view is taken up again by. */
  readonly resume?: string
  /** The page in full; beside `resumed` in place of what has come in vain. */
  readonly rendered?: object
  /** Present when it has been: the last message that the server has received, and what it has sent in vain. */
  readonly resumed?: {
    readonly received: number
    readonly missed: readonly (readonly [ref: string | null, event: string, payload: unknown])[]
  }
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
