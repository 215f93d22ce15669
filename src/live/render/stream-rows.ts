import { NOTHING } from '../kit/nothing.ts'
import type { Each, RowFunction } from '../template/each.ts'
import type { Pending } from '../template/pending.ts'
import { commonShape } from './list.ts'
import { isOwn, type Row, type RowSource, type StreamPrint, type StreamRows } from './print.ts'
import { isSame } from './row.ts'

interface Rendered {
  readonly row: RowFunction
  readonly values: readonly unknown[]
  readonly rows: StreamRows
}

/** How many renderings of the same changes are kept. */
const VARIANTS = 4

/** The waiting changes of a stream with their rows: the same object for every view in which the same changes wait. */
export function streamRows(
  each: Each,
  pending: Pending<object>,
  rowOf: (source: RowSource) => Row,
): StreamRows {
  const known = knownRows(each, pending)
  if (known) return known
  const { row, shared } = each
  const { ops, rows: items } = pending.changes
  const rows = items.map(({ domId, item }) => rowOf({ row, item, domId, shared }))
  const own = rows.some(({ print }) => isOwn(print))
  const made: StreamRows = { ops, rows, shape: rows.length > 0 ? commonShape(rows) : null, own }
  if (own || !pending.isShared) return made
  pending.rendered = [{ row, values: shared, rows: made }, ...renderedOf(pending).slice(0, VARIANTS - 1)]
  return made
}

// Bounded by what is live: what is rendered goes with the changes that it was rendered of.
const renderedOf = (pending: Pending<object>): readonly Rendered[] =>
  (pending.rendered as readonly Rendered[] | undefined) ?? NOTHING

/** The same if they have been rendered for another view already. */
export function knownRows(each: Each, pending: Pending<object>): StreamRows | undefined {
  for (const { row, values, rows } of renderedOf(pending))
    if (row === each.row && isSame(values, each.shared)) return rows
  return undefined
}

/** What a stream has to say when all has been sent. */
export const rowsOfNone = ({ each, source }: StreamPrint): StreamRows =>
  streamRows(each, source.waiting, unexpected)

const unexpected = (): never => {
  throw new Error('A stream that has been sent still had rows.')
}
