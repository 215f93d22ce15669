import { isLocked } from '../acks.ts'
import type { Patching, Rule } from './rule.ts'

/**
 * An element that waits for an answer stays as it is until then. Streams below it do not wait: their rows are
 * sent only once.
 */
export const keepLocked: Rule = (from, to, patching) => {
  if (!isLocked(from)) return
  skip(to, patching)
  return false
}

/** Leaves an element as it is, but for the streams below it. */
export function skip(to: HTMLElement, patching: Patching): void {
  patching.skipped()
  const streams = '[phx-update=stream]'
  const inside = to.querySelectorAll<HTMLElement>(streams)
  for (const rows of to.matches(streams) ? [to, ...inside] : inside) {
    const container = document.getElementById(rows.id)
    if (container) patching.fillStream(container, rows)
  }
}
