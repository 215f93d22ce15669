import type { Run } from './commands.ts'
import type { Hooks } from './hooks.ts'
import { announceLoading } from './pages.ts'

/** How the page stands with its server; an error names the side that it is on. */
export type LiveState = 'connecting' | 'connected' | 'client-error' | 'server-error'

const classes: Record<LiveState, readonly string[]> = {
  connecting: ['phx-loading'],
  connected: ['phx-connected'],
  'client-error': ['phx-loading', 'phx-error', 'phx-client-error'],
  'server-error': ['phx-loading', 'phx-error', 'phx-server-error'],
}

/** Milliseconds before `phx-disconnected` runs: most interruptions are over by then. */
const PATIENCE = 500

/**
 * Shows the state of the connection to style sheets and tests: as classes of the view's container, and on the
 * document as `data-live-state` (`connecting`, `connected` or `reconnecting`). Tells hooks and bindings of it.
 */
export class Status {
  readonly #run: Run
  readonly #hooks: Hooks
  #state: LiveState | undefined
  #timer: number | undefined

  constructor(run: Run, hooks: Hooks) {
    this.#run = run
    this.#hooks = hooks
  }

  show(container: HTMLElement, state: LiveState): void {
    const before = this.#state
    this.#state = state
    container.classList.remove(...Object.values(classes).flat())
    container.classList.add(...classes[state])
    document.documentElement.dataset.liveState = isError(state) ? 'reconnecting' : state
    if (state === 'connected') this.#connected(container, isError(before))
    else if (isError(state) && before === 'connected') this.#disconnected()
  }

  #connected(container: HTMLElement, isAgain: boolean): void {
    clearTimeout(this.#timer)
    container.dataset.liveReady = ''
    if (isAgain) {
      this.#hooks.tell('reconnected')
      announceLoading('stop', 'error')
    }
    this.#runAll('phx-connected')
  }

  #disconnected(): void {
    this.#hooks.tell('disconnected')
    announceLoading('start', 'error')
    this.#timer = setTimeout(() => this.#runAll('phx-disconnected'), PATIENCE)
  }

  #runAll(attribute: string): void {
    for (const el of document.querySelectorAll<HTMLElement>(`[${attribute}]`)) {
      this.#run(el, el.getAttribute(attribute) ?? '', { type: 'hook' })
    }
  }
}

const isError = (state: LiveState | undefined): boolean => state?.endsWith('error') ?? false
