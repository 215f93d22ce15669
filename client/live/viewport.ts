import { all } from './all.ts'
import type { Run } from './commands.ts'
import { onJoined } from './status.ts'
import type { Timer } from './timer.ts'

/** Milliseconds between two runs of one binding. */
const PAUSE = 500

/** Stands for what is above the first row. */
const OVERRUN = 1

/**
 * Begins to run `phx-viewport-top` and `phx-viewport-bottom` of containers, with the id of the first or last row, when
 * that row comes into view, and again when others have taken its place. What it returns is to be called when rows have
 * come or gone.
 */
export function createViewport(run: Run): () => void {
  /** What looks again for what stands at the edges of a container. */
  const all = new Map<HTMLElement, readonly (() => void)[]>()
  return () => {
    for (const container of onJoined(':is([phx-viewport-top],[phx-viewport-bottom])')) {
      const edges = all.get(container) ?? [0, -1, OVERRUN].map((which) => watchEdge(container, which, run))
      all.set(container, edges)
    }
    for (const [container, edges] of all) {
      for (const refresh of edges) refresh()
      if (!container.isConnected) all.delete(container)
    }
  }
}

/** Notes what is in view in lists that grow at their top; the result brings it back there after they have grown. */
export function keepPlaces(): () => void {
  const undos = all('[phx-viewport-top]').map((container) => {
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

/**
 * Watches the first row (0), the last one (-1), or whether the list begins below the top of the page (`OVERRUN`). What
 * it returns looks again for what stands there.
 */
function watchEdge(container: HTMLElement, which: number, run: Run): () => void {
  const attribute = which < 0 ? 'phx-viewport-bottom' : 'phx-viewport-top'
  const isOverrun = which === OVERRUN
  let watched: Element | undefined
  let isIn = false
  let lastRun = 0
  let timer: Timer | undefined
  const tell = () => {
    const binding = container.getAttribute(attribute)
    const row = edgeRow(container, which)
    if (!row || !binding) return
    lastRun = Date.now()
    run(container, binding, { type: 'hook', data: { id: row.id, ...(isOverrun && { _overran: true }) } })
  }
  const observer = new IntersectionObserver(
    (entries) => {
      const { isIntersecting, boundingClientRect } = entries.at(-1) as IntersectionObserverEntry
      const isDue = isOverrun ? isIn && !isIntersecting && boundingClientRect.top >= 0 : isIntersecting
      isIn = isIntersecting
      clearTimeout(timer)
      if (isDue) timer = setTimeout(tell, lastRun + PAUSE - Date.now())
    },
    // A last row may pass in a moment, and then stands above. What begins above the page, and ends below, meets its top.
    { rootMargin: ['0px', '0px 0px -100%'][which] ?? '999% 0px 0px' },
  )
  return () => {
    const isOn = container.isConnected && container.hasAttribute(attribute)
    const next = isOn ? (isOverrun ? overrunTarget : edgeRow)(container, which) : undefined
    if (next === watched) return
    observer.disconnect()
    clearTimeout(timer)
    watched = next
    isIn = false
    if (next) observer.observe(next)
  }
}

const overrunTarget = (container: Element): Element =>
  document.getElementById(container.getAttribute('phx-viewport-overrun-target')!) ?? container

/** The first or last child; in a stream's container only its rows count. */
function edgeRow(container: HTMLElement, which: number): Element | undefined {
  const isStream = container.getAttribute('phx-update') === 'stream'
  return [...container.children]
    .filter((child) => !isStream || child.hasAttribute('data-phx-stream'))
    .at(Math.min(which, 0))
}

function scrollerOf(el: Element | null): Element {
  if (!el) return document.scrollingElement!
  return /auto|scroll/.test(getComputedStyle(el).overflowY) ? el : scrollerOf(el.parentElement)
}
