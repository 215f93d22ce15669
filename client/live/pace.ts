import type { Timer } from './timer.ts'

/** Milliseconds of what names none; an app may have others. */
export const delays = { debounce: 300, throttle: 300 }

interface Pending {
  readonly timer: Timer | undefined
  /** What is held back; a throttle only counts the time. */
  readonly run: (() => unknown) | undefined
  /** The key of a throttled press: another key is not held back. */
  readonly key: string | undefined
}

/** By element, then by the type of the event. */
const pending = new WeakMap<Element, Map<string, Pending>>()

/**
 * Runs now, or when `phx-debounce` or `phx-throttle` of the element let it: after a pause of so many
 * milliseconds (or on leaving the field), or not again within them.
 */
export function pace(el: Element, event: Event, action: () => unknown): void {
  const debounce = el.getAttribute('phx-debounce')
  const delay = debounce ?? el.getAttribute('phx-throttle')
  const queue = pending.get(el) ?? new Map<string, Pending>()
  const { type, key } = event as KeyboardEvent
  const before = queue.get(type)
  const isThrottle = debounce === null
  if (isThrottle) {
    if (before && (type !== 'keydown' || before.key === key)) return
    action()
    if (delay === null) return
  }
  pending.set(el, queue)
  clearTimeout(before?.timer)
  // What is held back for an element that has gone meanwhile has no view any more.
  const run = isThrottle ? undefined : () => el.isConnected && action()
  const end = () => {
    queue.delete(type)
    run?.()
  }
  const timer =
    delay === 'blur'
      ? undefined
      : setTimeout(end, Number(delay) || delays[isThrottle ? 'throttle' : 'debounce'])
  queue.set(type, { key, run, timer })
}

/** Runs at once what an element still holds back. */
export function flush(el: Element): void {
  const held = pending.get(el)
  cancel(el)
  for (const { run } of held?.values() ?? []) run?.()
}

/** Forgets what an element still holds back. */
export function cancel(el: Element): void {
  for (const { timer } of pending.get(el)?.values() ?? []) clearTimeout(timer)
  pending.delete(el)
}
