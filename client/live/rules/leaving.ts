import type { Run } from '../commands.ts'
import { isolate } from '../isolate.ts'
import { display } from '../sticky.ts'
import { afterTransitions } from '../transitions.ts'
import type { Rule } from './rule.ts'

/** Elements that the server has removed, and that stay until their `phx-remove` has played. */
const leaving = new WeakSet<Element>()

export const isLeaving = (el: Element): boolean => leaving.has(el)

/** What comes back while it leaves, stays. */
export const keepReturned: Rule = (from) => {
  leaving.delete(from)
}

/**
 * Asks whether an element may be removed from the page now. When it has something to play first, it is removed
 * afterwards, and `onRemoved` is called.
 */
export function mayRemove(el: HTMLElement, run: Run, onRemoved: () => void): boolean {
  if (leaving.has(el)) return false
  const binding = el.isConnected && el.getAttribute('phx-remove')
  if (!binding) return true
  leaving.add(el)
  afterTransitions(
    () => isolate(() => run(el, binding)),
    () => {
      if (leaving.delete(el)) {
        el.remove()
        onRemoved()
      } else display(el, '')
    },
  )
  return false
}
