import type { LiveServer } from '../server/live-server.ts'
import type { Session } from '../server/session.ts'
import type { ConnectInfo } from '../view/live.ts'
import type { Check } from './checks.ts'
import { type Credentials, credentialsIn } from './credentials.ts'

/** A change of the URL that the view has outlived; `kind` says what becomes of the entry in the history. */
export interface Patch {
  readonly to: string
  readonly kind: 'push' | 'replace'
}

/** What stays the same while a browser goes from page to page. */
export interface Browser {
  readonly server: LiveServer
  readonly session: Session
  readonly info: ConnectInfo
  /** What it sends along with each join. */
  readonly params: Readonly<Record<string, unknown>>
  readonly ignored: readonly Check[]
  /** Whether it takes views up again after a lost connection, as our client does. */
  readonly resumes: boolean
}

/** How a browser comes back. */
export interface ReconnectOptions {
  /** How many milliseconds it was away; none by default. */
  readonly after?: number
  /** The answer to its join is lost, too: the connection is cut once more before it comes. */
  readonly dropReplies?: boolean
  /** It sends all events again that it has no answer to, also those that the server has received. */
  readonly duplicateEvents?: boolean
}

/** What a browser has of its page before it joins. */
export interface Arrival {
  /** What the request was answered with; empty after live navigation. */
  readonly html: string
  readonly credentials: Credentials
  /** The sealed flash of the page before; present after live navigation. */
  readonly navigation?: { readonly flash: string | undefined }
}

/** At a page that was asked for. */
export const arrivalAt = (html: string): Arrival => ({ html, credentials: credentialsIn(html) })

const realTimeout = setTimeout

/** Waits for some milliseconds, also where a test has stopped the clock. */
export const pause = async (ms: number): Promise<void> => {
  if (ms > 0) await new Promise((resolve) => realTimeout(resolve, ms))
}
