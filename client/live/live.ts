import { runAlone } from './alone.ts'
import type { Binding } from './commands.ts'
import type { Definitions } from './hooks.ts'
import { type JsCommands, jsCommands } from './js.ts'
import { createPage } from './page.ts'
import type { Uploader } from './uploads.ts'

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

/** The client of a page, for scripts outside of hooks. */
export interface LiveClient {
  /** The commands of bindings. */
  js(): JsCommands
  /** Runs what stands in a binding on an element, or commands that the server has pushed. */
  execJS(el: HTMLElement, binding: Binding): void
}

/** Connects the live view of this page to its server. A page without one has its hooks and its bindings all the same. */
export function connectLive({
  path = '/live/websocket',
  longPollFallbackMs = 5000,
  hooks = {},
  params = () => ({}),
  uploaders = {},
  viewTransition = (show) => show(),
}: LiveOptions = {}): LiveClient {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)
  // A view that an ordinary route shows is not marked as the main one.
  const main = find('[data-phx-main]') ?? find('[data-phx-session]')
  const run = main
    ? createPage(main, { path, longPollFallbackMs, hooks, params, uploaders, viewTransition }).run
    : runAlone(hooks)
  const js = () => jsCommands(run, document.body)
  return { js, execJS: (el, binding) => js().exec(el, binding) }
}
