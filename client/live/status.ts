import { all } from './all.ts'
import { CONTAINER } from './container.ts'
import type { Timer } from './timer.ts'

/** How a view stands with its server; an error names the side that it is on. */
export type LiveState = 'connecting' | 'connected' | ErrorState

export type ErrorState = 'client-error' | 'server-error'

/** How long a state lasts before it is worth a word. */
export interface StateTimes {
  /** Milliseconds that a view may take to be joined before its container has the class `phx-loading`; 0 when absent. */
  readonly loaderTimeout?: number
  /** Milliseconds that an error lasts before `phx-disconnected` is run; 500 when absent. */
  readonly disconnectedTimeout?: number
}

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
  { loaderTimeout, disconnectedTimeout = 500 }: StateTimes,
  tell: (what: 'disconnected' | 'reconnected') => void,
  run: (binding: string) => void,
): void {
  const { classList } = container
  const had = classList.contains('phx-error')
  const has = state.endsWith('error')
  const show = () => {
    const shown: readonly unknown[] = [state, has && 'error', state !== 'connected' && 'loading']
    for (const name of ['loading', 'connected', 'error', 'client-error', 'server-error'])
      classList.toggle(`phx-${name}`, shown.includes(name))
  }
  const later = (action: () => void, delay?: number) => {
    clearTimeout(timers.get(container))
    timers.set(container, setTimeout(action, delay))
  }
  if (isPage) document.documentElement.dataset.liveState = has ? 'reconnecting' : state
  if (state === 'connecting') return later(show, loaderTimeout)
  show()
  if (had !== has) tell(has ? 'disconnected' : 'reconnected')
  if (!has) later(() => run('connected'))
  else if (!had) later(() => run('disconnected'), disconnectedTimeout)
}

/** The elements that a selector finds, but for those of views that have not joined yet: from then on they are ready. */
export const onJoined = (selector: string): Iterable<HTMLElement> =>
  all(`${selector}:not(${CONTAINER}:not([data-live-ready]) *)`)
