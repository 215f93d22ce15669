import type { Push } from './push.ts'
import { idOf, rowsIn } from './rows.ts'

/** Loads the messages before the first one, a page at a time, before the reader gets there. */
export interface Older {
  /** Whether a page is on its way. */
  readonly isLoading: boolean
  /** Begins anew: the connection is back, or rows were taken away at the top. */
  watch(): void
  end(): void
}

/** What `older` works with: the scroller, the list in it, the line above the list, and the way to the server. */
export interface OlderOptions {
  readonly scroller: HTMLElement
  readonly list: HTMLElement
  readonly line: HTMLElement
  readonly push: Push
}

// Older messages are asked for when the start of the list is this close to the visible part.
const rootMargin = '1200px 0px 0px'

// Assistive technology looks at what is new after it is painted: until then the list is busy, and not read out.
const busyFor = 500

/** Watches over the start of a list. */
export function older({ scroller, list, line, push }: OlderOptions): Older {
  const watcher = new IntersectionObserver(onSight, { root: scroller, rootMargin })
  let isLoading = false

  function watch(): void {
    // An element that is observed anew is reported at once, wherever it is.
    watcher.unobserve(line)
    watcher.observe(line)
  }

  function onSight(entries: readonly IntersectionObserverEntry[]): void {
    const [first] = rowsIn(list)
    if (first && !isLoading && entries.at(-1)?.isIntersecting) void load(idOf(first, list))
  }

  async function load(id: string): Promise<void> {
    setLoading(true)
    const reply = (await push('load_older', { id }).catch(() => undefined)) as { count: number } | undefined
    setLoading(false)
    line.textContent = reply?.count === 0 ? 'This is where the conversation begins.' : ''
    if (reply && reply.count > 0) watch()
  }

  function setLoading(value: boolean): void {
    isLoading = value
    if (value) line.textContent = 'Loading earlier messages…'
    else setTimeout(() => list.removeAttribute('aria-busy'), busyFor)
  }

  return {
    get isLoading() {
      return isLoading
    },
    watch,
    end: () => watcher.disconnect(),
  }
}
