import type { ConnectInfo } from '../view/live.ts'
import type { Session } from './session.ts'

/** What a connection writes to: a WebSocket, or its stand-in in a test. */
export interface Transport {
  /** Bytes that have been sent and not yet taken. */
  readonly bufferedAmount: number
  send(text: string): void
  close(code: number, reason: string): void
  /** Drops the connection without waiting for the peer. */
  terminate(): void
}

/** What is known of the browser at the other end of a transport. */
export interface Peer {
  /** Undefined when the cookie or the CSRF token did not fit: every join is then answered `stale`. */
  readonly session: Session | undefined
  /** Host and port that the browser sees. The scheme is not compared: an untold proxy may have ended TLS. */
  readonly host: string
  readonly info: ConnectInfo
}
