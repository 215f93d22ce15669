import type { Query } from './commands.ts'
import type { Definitions } from './hooks.ts'
import type { StateTimes } from './status.ts'
import type { Uploader } from './uploader.ts'

/** What an app makes of an event for its view, by the name of the event. `el` has the binding. */
export type Metadata = {
  readonly [Name in 'click' | 'keydown' | 'keyup' | 'focus' | 'blur']?: (
    event: HTMLElementEventMap[Name],
    el: HTMLElement,
  ) => object
}

/** What an app does while the page is patched: at once, and without a word of the client's own. */
export interface DomCallbacks {
  /** A part of the view in this container is about to be patched. */
  readonly onPatchStart?: (container: HTMLElement) => void
  /** An element is about to become like `to`, which may be changed. */
  readonly onBeforeElUpdated?: (from: HTMLElement, to: HTMLElement) => void
  /** An element has come to the page; called when the patch is in place, in the order of the page. */
  readonly onNodeAdded?: (el: Element) => void
  /** The patch is in place, and hooks have heard of it. */
  readonly onPatchEnd?: (container: HTMLElement) => void
  /** Finds the elements that `to` of a command names, in place of `find`. */
  readonly jsQuerySelectorAll?: Query
}

/** How an app connects its pages. */
export interface LiveOptions extends StateTimes {
  /** Where the server takes WebSockets; `/live/websocket` when absent. */
  readonly path?: string
  /** Polls from the beginning; when absent, only where no WebSocket gets through. */
  readonly transport?: 'longpoll'
  /**
   * Milliseconds that the first WebSocket of a page may take to open, and then to answer, before long polls are tried,
   * at a path that ends in `longpoll` instead of `websocket`; 5000 when absent, 0 to never poll.
   */
  readonly longPollFallbackMs?: number
  /** Milliseconds of `phx-debounce` and `phx-throttle` that name none; 300 when absent. */
  readonly defaults?: { readonly debounce?: number; readonly throttle?: number }
  /** Callbacks around patches of the page, for libraries that work on its elements. */
  readonly dom?: DomCallbacks
  /** Hooks by the name that `phx-hook` gives, each an object or a class. */
  readonly hooks?: Definitions
  /** What a view, shown in this container, gets to know of the browser, read at each join; nothing when absent. */
  readonly params?: (container: HTMLElement) => object
  /** What clicks, keys and the focus tell the view beyond the values of their elements. A click outside is one, too. */
  readonly metadata?: Metadata
  /** What sends files elsewhere, by the name that `external` of an upload gives as `uploader`. */
  readonly uploaders?: Readonly<Record<string, Uploader>>
  /**
   * Called when live navigation has another view ready, to show it: `(show) => document.startViewTransition(show)`. It
   * is to be shown soon; what comes for it waits. At once when absent.
   */
  readonly viewTransition?: (show: () => void) => unknown
}
