import { isLocked } from '../acks.ts'
import { all } from '../all.ts'
import type { Patching, Rule } from './rule.ts'
import { STREAM } from './streams.ts'

/**
 * An element that waits for an answer stays as it is until then. Streams below it do not wait: their rows are
 * sent only once.
 */
export const keepLocked: Rule = (from, to, patching) => {
  if (!isLocked(from)) return
  skip(from, to, patching)
  return false
}

/** Leaves an element as it is, but for the streams below it. */
export function skip(from: Element, to: HTMLElement, patching: Patching): void {
  const streams = '[phx-update=stream]'
  const inside = all(streams, to)
  for (const rows of to.matches(streams) ? [to, ...inside] : inside) {
    const container = document.getElementById(rows.id)
    if (container) patching.fillStream(container, rows)
    for (const row of all(`[${STREAM}]`, rows)) row.remove()
  }
  patching.skipped(from, to)
}

/** Whether an element stands in the row of a stream, which the tree has forgotten, and in no live component there. */
export const isForgotten = (el: Element): boolean =>
  !!el.closest(`[${STREAM}],[data-phx-component]`)?.matches(':not([data-phx-component])')
