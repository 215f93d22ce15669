import type { Run } from './commands.ts'
import { submitNatively } from './forms.ts'
import type { Hooks } from './hooks.ts'
import { isolate } from './isolate.ts'
import { onJoined } from './status.ts'
import { createViewport } from './viewport.ts'

/** Runs one binding of the elements on the page that it applies to. */
export function runAll(attribute: string, run: Run, applies: (el: Element) => unknown): void {
  for (const el of onJoined(`[${attribute}]`))
    if (applies(el)) isolate(() => run(el, el.getAttribute(attribute)!))
}

/**
 * Makes what is to be done each time the page has changed: mount and end hooks, run `phx-mounted` of what is new,
 * watch the edges of lists, and submit a form that has got `phx-trigger-action`, which ends the connection.
 */
export function createSettle(run: Run, hooks: Hooks, disconnect: () => void): () => void {
  const known = new WeakSet<Element>()
  const refresh = createViewport(run)
  return () => {
    hooks.afterPatch()
    runAll('phx-mounted', run, (el) => !known.has(el) && known.add(el))
    refresh()
    const form = document.querySelector<HTMLFormElement>('form[phx-trigger-action]')
    if (!form) return
    disconnect()
    submitNatively(form)
  }
}
