import type { StreamOps } from '../wire/tree.ts'
import type { Document, Element } from './dom.ts'

/** Says of a row which stream it is of. */
export const MARK = 'data-phx-stream'

/**
 * Brings the rows of streams from the old page into the new one, as a browser keeps them: the new page holds only
 * the rows that have just come.
 */
export function carryStreams(before: Document, after: Document, streams: readonly StreamOps[]): void {
  // From the inside out: the rows of a nested stream are kept before the row around them is replaced.
  for (const container of [...after.querySelectorAll('[phx-update=stream]')].reverse()) {
    const inserted = new Map([...container.children].map((child) => [child.id, child]))
    const ops = streams.filter(([, inserts]) => inserts.some(([domId]) => inserted.has(domId)))
    for (const [, inserts] of ops) for (const [domId] of inserts) inserted.get(domId)?.remove()
    const old = before.getElementById(container.id)
    const kept = [...(old?.children ?? [])].filter((child) => child.hasAttribute(MARK))
    container.prepend(...kept)
    for (const change of streams) apply(container, change, ops.includes(change) ? inserted : new Map())
  }
}

function apply(
  container: Element,
  [ref, inserts, deletes, reset]: StreamOps,
  rows: ReadonlyMap<string, Element>,
): void {
  const isGone = ({ id }: Element): boolean => reset !== undefined || deletes.includes(id)
  for (const child of marked(container, ref)) if (isGone(child)) child.remove()
  for (const [domId, at, limit, updateOnly] of inserts.toReversed()) {
    const row = rows.get(domId)
    const known = [...container.children].find(({ id }) => id === domId)
    if (!row || (updateOnly && !known)) continue
    row.setAttribute(MARK, ref)
    put(container, row, known, at)
    if (limit !== null) enforce(container, ref, limit)
  }
}

const marked = (container: Element, ref: string): readonly Element[] =>
  [...container.children].filter((child) => child.getAttribute(MARK) === ref)

function put(container: Element, row: Element, known: Element | undefined, at: number): void {
  const children = [...container.children]
  const last = children.findLast((child) => child.hasAttribute(MARK))
  if (known) known.replaceWith(row)
  else if (at >= 0) container.insertBefore(row, children[at] ?? null)
  else if (last) last.after(row)
  else container.prepend(row)
}

function enforce(container: Element, ref: string, limit: number): void {
  const rows = marked(container, ref)
  const surplus = limit >= 0 ? rows.slice(limit) : rows.slice(0, limit)
  for (const row of surplus) row.remove()
}
