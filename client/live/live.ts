import type { Hook } from './hooks.ts'
import { Page } from './page.ts'

/** How an app connects its pages. */
export interface LiveOptions {
  /** Where the server takes WebSockets; `/live/websocket` when absent. */
  readonly path?: string
  /**
   * Milliseconds that the first WebSocket of a page may take to open, and then to answer, before long polls are tried,
   * at a path that ends in `longpoll` instead of `websocket`; 5000 when absent, 0 to never poll.
   */
  readonly longPollFallbackMs?: number
  /** Hooks by the name that `phx-hook` gives. */
  readonly hooks?: Readonly<Record<string, Hook>>
  /** What the view gets to know of the browser, read at each join; nothing when absent. */
  readonly params?: () => object
  /**
   * Called when live navigation has another view ready, to show it: `(show) => document.startViewTransition(show)`. It
   * is to be shown soon; what comes for it waits. At once when absent.
   */
  readonly viewTransition?: (show: () => void) => unknown
}

/** Connects the live view of this page to its server; a page without one is left alone. */
export function connectLive({
  path = '/live/websocket',
  longPollFallbackMs = 5000,
  hooks = {},
  params = () => ({}),
  viewTransition = (show) => show(),
}: LiveOptions = {}): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)
  // A view that an ordinary route shows is not marked as the main one.
  const main = find('[data-phx-main]') ?? find('[data-phx-session]')
  if (main) new Page(main, { path, longPollFallbackMs, hooks, params, viewTransition })
}
