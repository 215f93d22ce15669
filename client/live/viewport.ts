import type { Run } from './commands.ts'
import { onJoined } from './status.ts'

/** Milliseconds between two runs of one binding. */
const PAUSE = 500

interface Edge {
  /** Watches the row that is first (or last) now. */
  refresh(): void
  end(): void
}

/**
 * Runs `phx-viewport-top` and `phx-viewport-bottom` of containers, with the id of the first or last row, when
 * that row comes into view, and again when others have taken its place.
 */
export class Viewport {
  readonly #run: Run
  readonly #edges = new Map<HTMLElement, readonly Edge[]>()

  constructor(run: Run) {
    this.#run = run
  }

  /** To be called when rows have come or gone. */
  refresh(): void {
    for (const [container, edges] of this.#edges) {
      if (container.isConnected) continue
      for (const edge of edges) edge.end()
      this.#edges.delete(container)
    }
    for (const container of onJoined(':is([phx-viewport-top],[phx-viewport-bottom])')) {
      const edges = this.#edges.get(container) ?? [
        watchEdge(container, 'phx-viewport-top', 0, this.#run),
        watchEdge(container, 'phx-viewport-bottom', -1, this.#run),
      ]
      this.#edges.set(container, edges)
      for (const edge of edges) edge.refresh()
    }
  }
}

/** Notes what is in view in lists that grow at their top; the result brings it back there after they have grown. */
export function keepPlaces(): () => void {
  const undos = [...containers('[phx-viewport-top]')].map((container) => {
    const scroller = scrollerOf(container)
    const edge = Math.max(0, scroller.getBoundingClientRect().top)
    const row = [...container.children].find((child) => child.getBoundingClientRect().bottom > edge)
    const top = row?.getBoundingClientRect().top ?? 0
    return () => {
      if (row?.isConnected) scroller.scrollTop += row.getBoundingClientRect().top - top
    }
  })
  return () => {
    for (const undo of undos) undo()
  }
}

const containers = (selector: string) => document.querySelectorAll<HTMLElement>(selector)

function watchEdge(container: HTMLElement, attribute: string, at: 0 | -1, run: Run): Edge {
  let row: Element | undefined
  let isVisible = false
  let lastRun = -PAUSE
  let timer: number | undefined
  const tell = () => {
    const binding = container.getAttribute(attribute)
    if (!isVisible || !row?.isConnected || !binding) return
    lastRun = performance.now()
    run(container, binding, { type: 'hook', data: { id: row.id } })
  }
  const observer = new IntersectionObserver((entries) => {
    isVisible = entries.at(-1)?.isIntersecting ?? false
    clearTimeout(timer)
    if (isVisible) timer = setTimeout(tell, lastRun + PAUSE - performance.now())
  })
  return {
    refresh() {
      const next = container.hasAttribute(attribute) ? edgeRow(container, at) : undefined
      if (next === row) return
      observer.disconnect()
      row = next
      isVisible = false
      if (row) observer.observe(row)
    },
    end() {
      observer.disconnect()
      clearTimeout(timer)
    },
  }
}

/** The first or last child; in a stream's container only its rows count. */
function edgeRow(container: HTMLElement, at: 0 | -1): Element | undefined {
  const isStream = container.getAttribute('phx-update') === 'stream'
  return [...container.children].filter((child) => !isStream || child.hasAttribute('data-phx-stream')).at(at)
}

function scrollerOf(el: Element): Element {
  for (let scroller: Element | null = el; scroller; scroller = scroller.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(scroller).overflowY)) return scroller
  }
  return document.scrollingElement ?? document.documentElement
}
