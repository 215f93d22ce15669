import type { Definitions } from './hooks.ts'
import type { Uploader } from './uploader.ts'

/** How an app connects its pages. */
export interface LiveOptions {
  /** Where the server takes WebSockets; `/live/websocket` when absent. */
  readonly path?: string
  /**
   * Milliseconds that the first WebSocket of a page may take to open, and then to answer, before long polls are tried,
   * at a path that ends in `longpoll` instead of `websocket`; 5000 when absent, 0 to never poll.
   */
  readonly longPollFallbackMs?: number
  /** Hooks by the name that `phx-hook` gives, each an object or a class. */
  readonly hooks?: Definitions
  /** What the view gets to know of the browser, read at each join; nothing when absent. */
  readonly params?: () => object
  /** What sends files elsewhere, by the name that `external` of an upload gives as `uploader`. */
  readonly uploaders?: Readonly<Record<string, Uploader>>
  /**
   * Called when live navigation has another view ready, to show it: `(show) => document.startViewTransition(show)`. It
   * is to be shown soon; what comes for it waits. At once when absent.
   */
  readonly viewTransition?: (show: () => void) => unknown
}
