import type { StreamInsert } from '../../../src/live/wire/tree.ts'

/** What stands in a stream's container, in order: rows of the stream, and other children. */
export interface Child {
  readonly id: string
  readonly isRow: boolean
}

/**
 * Gives the order of a stream's container once rows have come, without those that its limit pushes out. A row that
 * stands there already keeps its place.
 */
export function arrange(children: readonly Child[], inserts: readonly StreamInsert[]): readonly Child[] {
  const known = new Set(children.map(({ id }) => id))
  let order = [...children]
  for (const [id, at, limit, isUpdate] of inserts) {
    if (!known.has(id) && !isUpdate) order.splice(at === -1 ? end(order) : at, 0, { id, isRow: true })
    const surplus = beyond(order, limit)
    if (surplus.length > 0) order = order.filter((child) => !surplus.includes(child))
  }
  return order
}

/** The place after the last row: other children may stand behind. */
const end = (order: readonly Child[]) => order.findLastIndex(({ isRow }) => isRow) + 1

/** A positive limit keeps the first rows, a negative one the last. */
function beyond(order: readonly Child[], limit: number | null): readonly Child[] {
  if (!limit) return []
  const rows = order.filter(({ isRow }) => isRow)
  return limit > 0 ? rows.slice(limit) : rows.slice(0, limit)
}
