import { all } from './all.ts'
import { CONTAINER } from './container.ts'
import type { Timer } from './timer.ts'

/** How a view stands with its server; an error names the side that it is on. */
export type LiveState = 'connecting' | 'connected' | ErrorState

export type ErrorState = 'client-error' | 'server-error'

/** Milliseconds from a lost connection to `phx-disconnected`: a short loss is not worth a word. */
const DISCONNECTED_AFTER = 500

/** By container: what is about to be told. */
const timers = new WeakMap<Element, Timer>()

/**
 * Shows the state of a view as classes of its container, and that of the page on the document, too, as
 * `data-live-state` (`connecting`, `connected` or `reconnecting`). `tell` hears when an error has come or gone, and
 * `run` what bindings are to run: those for a loss after it has lasted.
 */
export function showState(
  { container, isPage }: { readonly container: Element; readonly isPage: boolean },
  state: LiveState,
  tell: (what: 'disconnected' | 'reconnected') => void,
  run: (binding: string) => void,
): void {
  const { classList } = container
  const had = classList.contains('phx-error')
  const has = state.endsWith('error')
  const shown: readonly unknown[] = [state, has && 'error', state !== 'connected' && 'loading']
  for (const name of ['loading', 'connected', 'error', 'client-error', 'server-error'])
    classList.toggle(`phx-${name}`, shown.includes(name))
  if (isPage) document.documentElement.dataset.liveState = has ? 'reconnecting' : state
  if (had !== has) tell(has ? 'disconnected' : 'reconnected')
  else if (state !== 'connected') return
  clearTimeout(timers.get(container))
  const binding = has ? 'disconnected' : 'connected'
  timers.set(
    container,
    setTimeout(() => run(binding), has ? DISCONNECTED_AFTER : 0),
  )
}

/** From its first join on a container is marked with `data-live-ready`. */
export const markJoined = (container: HTMLElement): unknown => (container.dataset.liveReady = '')

/** The elements that a selector finds, but for those of views that have not joined yet. */
export const onJoined = (selector: string): Iterable<HTMLElement> =>
  all(`${selector}:not(${CONTAINER}:not([data-live-ready]) *)`)
