import { around, CONTAINER } from './container.ts'

/** An element that waits for the answer to an event. */
export interface Hold {
  readonly el: HTMLElement
  /** Names the class `phx-<kind>-loading`. */
  readonly kind: string
  /** false: patches still reach the element, as they do in another view than that which answers. */
  readonly lock?: boolean
  /** What else changes while waiting; returns what undoes that, the last of them first. */
  readonly change?: (el: HTMLElement) => readonly (() => void)[]
}

/** Elements that wait for one answer. */
export interface Held {
  /** Releases them, and all that wait for earlier answers. */
  release(): void
  /** Marks another one. */
  lock(hold: Hold): void
}

interface Waiting {
  ref: number
  readonly undos: (() => void)[]
}

const SOURCE = 'data-phx-ref-src'
const LOADING = 'data-phx-ref-loading'
const LOCK = 'data-phx-ref-lock'

export const isWaiting = (el: Element): boolean => el.hasAttribute(SOURCE)

export const isLocked = (el: Element): boolean => el.hasAttribute(LOCK)

/** Whether an element stands in one of its view that is locked. */
export const isLockedIn = (el: Element): boolean =>
  !!el.parentElement?.closest(`[${LOCK}],${CONTAINER}`)?.hasAttribute(LOCK)

/** Keeps the marks of an element that waits but is not locked, whatever the server sends for it. */
export function keepLoading(from: Element, to: Element): void {
  if (!isWaiting(from)) return
  for (const name of [SOURCE, LOADING]) to.setAttribute(name, from.getAttribute(name)!)
  for (const name of from.classList) if (/^phx-.+-loading$/.test(name)) to.classList.add(name)
}

/** What waits for the answers to the events of a view. */
export interface Acks {
  /** Marks elements, for the view of this id. */
  hold(source: string, holds: readonly Hold[]): Held
  releaseAll(): void
}

/** Begins to count the events of a view, and to hold the elements that they come from until the answers are here. */
export function createAcks(): Acks {
  const waiting = new Map<HTMLElement, Waiting>()
  let last = 0

  function mark(source: string, { el, kind, lock = true, change }: Hold, ref: number): void {
    const held = waiting.get(el) ?? { ref, undos: [] }
    held.ref = ref
    waiting.set(el, held)
    el.setAttribute(SOURCE, source)
    el.setAttribute(LOADING, `${ref}`)
    // Elsewhere an answer brings no patch that would make up for those that the lock kept out.
    if (lock && around(el, CONTAINER)?.id === source) el.setAttribute(LOCK, `${ref}`)
    const name = `phx-${kind}-loading`
    el.classList.add(name)
    held.undos.push(() => el.classList.remove(name), ...(change?.(el) ?? []))
  }

  function release(ref: number): void {
    for (const [el, held] of waiting) {
      if (held.ref > ref) continue
      waiting.delete(el)
      for (const undo of held.undos.reverse()) undo()
      for (const name of [SOURCE, LOADING, LOCK]) el.removeAttribute(name)
    }
  }

  return {
    hold(source, holds) {
      const ref = last++
      for (const hold of holds) mark(source, hold, ref)
      return { release: () => release(ref), lock: (hold) => mark(source, hold, ref) }
    },
    releaseAll: () => release(last),
  }
}
