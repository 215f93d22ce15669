import type { PushedEvent } from '../../src/live/wire/tree.ts'

/** Tells whoever listens on the window; says whether nobody has prevented what is told. */
export const emit = (name: string, detail?: unknown): boolean =>
  document.dispatchEvent(new CustomEvent(`phx:${name}`, { detail, bubbles: true, cancelable: true }))

/** Hands what a view has pushed to whoever listens on the window: what is for the time before its patch, or the rest. */
export function dispatch(events: readonly PushedEvent[], isBefore?: true): void {
  for (const [name, detail, before] of events) if (before === isBefore) emit(name, detail)
}

/** Shows a title, if there is one, between what the `title` element says of itself; a blank one gives way to its default. */
export function retitle(title: string | undefined): void {
  const { prefix = '', suffix = '', default: fallback } = document.querySelector('title')?.dataset ?? {}
  const shown = title?.trim() === '' ? fallback : title
  if (shown !== undefined) document.title = prefix + shown + suffix
}
