/** How the page stands with its server; an error names the side that it is on. */
export type LiveState = 'connecting' | 'connected' | 'client-error' | 'server-error'

const classes: Record<LiveState, readonly string[]> = {
  connecting: ['phx-loading'],
  connected: ['phx-connected'],
  'client-error': ['phx-loading', 'phx-error', 'phx-client-error'],
  'server-error': ['phx-loading', 'phx-error', 'phx-server-error'],
}

/**
 * Shows the state of the connection to style sheets and tests: as classes of the view's container, and on the
 * document as `data-live-state` (`connecting`, `connected` or `reconnecting`).
 */
export function showState(container: HTMLElement, state: LiveState): void {
  container.classList.remove(...Object.values(classes).flat())
  container.classList.add(...classes[state])
  document.documentElement.dataset.liveState = state.endsWith('error') ? 'reconnecting' : state
  if (state === 'connected') container.dataset.liveReady = ''
}
