import { CONTAINER } from './container.ts'

/** How a view stands with its server; an error names the side that it is on. */
export type LiveState = 'connecting' | 'connected' | ErrorState

export type ErrorState = 'client-error' | 'server-error'

const classes: Record<LiveState, readonly string[]> = {
  connecting: ['phx-loading'],
  connected: ['phx-connected'],
  'client-error': ['phx-loading', 'phx-error', 'phx-client-error'],
  'server-error': ['phx-loading', 'phx-error', 'phx-server-error'],
}

/**
 * Shows the state of a view as classes of its container, and that of the page on the document, too, as
 * `data-live-state` (`connecting`, `connected` or `reconnecting`). Returns whether an error has come or gone.
 */
export function showState({ classList }: Element, state: LiveState, isPage: boolean): boolean {
  const had = classList.contains('phx-error')
  classList.remove(...Object.values(classes).flat())
  classList.add(...classes[state])
  const has = state.endsWith('error')
  if (isPage) document.documentElement.dataset.liveState = has ? 'reconnecting' : state
  return had !== has
}

/** From its first join on a container is marked with `data-live-ready`. */
export const markJoined = (container: HTMLElement): unknown => (container.dataset.liveReady = '')

/** The elements that a selector finds, but for those of views that have not joined yet. */
export const onJoined = (selector: string): Iterable<HTMLElement> =>
  document.querySelectorAll(`${selector}:not(${CONTAINER}:not([data-live-ready]) *)`)
