import type { RowFunction } from '../template/each.ts'
import type { Template } from '../template/html.ts'
import type { NodePrint, Row, RowSource } from './print.ts'

interface SharedRow extends Row {
  readonly print: NodePrint
  readonly source: RowSource
}

// Bounded by what is live: a row goes with its item or its function.
const rows = new WeakMap<RowFunction, WeakMap<object, readonly SharedRow[]>>()

/** How many renderings of one item by one function are kept: several lists may pass different shared values. */
const VARIANTS = 4

/**
 * The row of an item, by the identity of the function, the item and the shared values. `previous` is the row that
 * had the item's key before in this view.
 */
export function rowOf(
  source: RowSource,
  previous: Row | undefined,
  print: (template: Template) => NodePrint,
): Row {
  if (previous?.source && isSameSource(previous.source, source) && !isStreaming(previous)) return previous
  const items = itemsOf(source.row)
  const known = items.get(source.item) ?? []
  const found = known.find((each) => isSameSource(each.source, source))
  if (found) return found
  const { row, item, domId, shared } = source
  const rest = domId === undefined ? shared : [domId, ...shared]
  const made: SharedRow = { print: print(row(item, ...rest)), source }
  if (!made.print.own) items.set(item, [made, ...known.slice(0, VARIANTS - 1)])
  return made
}

const isStreaming = ({ print }: Row): boolean => typeof print === 'object' && print.live

const isSameSource = (a: RowSource, b: RowSource): boolean =>
  a.row === b.row && a.item === b.item && a.domId === b.domId && isSame(a.shared, b.shared)

function itemsOf(row: RowFunction): WeakMap<object, readonly SharedRow[]> {
  const known = rows.get(row)
  if (known) return known
  const made = new WeakMap<object, readonly SharedRow[]>()
  rows.set(row, made)
  return made
}

/** Whether two lists hold the same values, by identity. */
export const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((value, i) => Object.is(value, b[i])))
