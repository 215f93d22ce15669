const DEFAULT_DELAY = '300'

interface Pending {
  readonly timer?: number
  /** What is held back; a throttle only counts the time. */
  readonly run?: () => unknown
  /** The key of a throttled press: another key is not held back. */
  readonly key?: string | undefined
}

/** By element, then by the type of the event. */
const pending = new WeakMap<Element, Map<string, Pending>>()

/**
 * Runs now, or when `phx-debounce` or `phx-throttle` of the element let it: after a pause of so many
 * milliseconds (or on leaving the field), or not again within them.
 */
export function pace(el: Element, event: Event, action: () => void): void {
  // What is held back for an element that has gone meanwhile has no view any more.
  const run = () => el.isConnected && action()
  const debounce = el.getAttribute('phx-debounce')
  const throttle = el.getAttribute('phx-throttle')
  if (debounce === null && throttle === null) return action()
  const queue = pending.get(el) ?? new Map<string, Pending>()
  pending.set(el, queue)
  if (debounce === null) throttled(queue, event, Number(throttle || DEFAULT_DELAY), run)
  else if (debounce === 'blur') queue.set(event.type, { run })
  else debounced(queue, event, Number(debounce || DEFAULT_DELAY), run)
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

function debounced(queue: Map<string, Pending>, { type }: Event, delay: number, run: () => unknown): void {
  clearTimeout(queue.get(type)?.timer)
  const timer = setTimeout(() => {
    queue.delete(type)
    run()
  }, delay)
  queue.set(type, { run, timer })
}

function throttled(queue: Map<string, Pending>, event: Event, delay: number, run: () => unknown): void {
  const { type } = event
  const { key } = event as KeyboardEvent
  const before = queue.get(type)
  if (before && (type !== 'keydown' || before.key === key)) return
  clearTimeout(before?.timer)
  queue.set(type, { key, timer: setTimeout(() => queue.delete(type), delay) })
  run()
}
