import type { RowFunction } from '../template/each.ts'
import type { Template } from '../template/html.ts'
import type { NodePrint, Row } from './print.ts'

interface SharedRow extends Row {
  readonly print: NodePrint
  readonly domId: string | undefined
  readonly values: readonly unknown[]
}

// Bounded by what is live: a row goes with its item or its function.
const rows = new WeakMap<RowFunction, WeakMap<object, readonly SharedRow[]>>()

/** How many renderings of one item by one function are kept: several lists may pass different shared values. */
const VARIANTS = 4

/** The row of an item, by the identity of the function, the item and the shared values. */
export function rowOf(
  row: RowFunction,
  item: object,
  domId: string | undefined,
  values: readonly unknown[],
  print: (template: Template) => NodePrint,
): Row {
  const items = itemsOf(row)
  const known = items.get(item) ?? []
  const found = known.find((each) => each.domId === domId && isSame(each.values, values))
  if (found) return found
  const rest = domId === undefined ? values : [domId, ...values]
  const made: SharedRow = { print: print(row(item, ...rest)), domId, values }
  if (!made.print.live) items.set(item, [made, ...known.slice(0, VARIANTS - 1)])
  return made
}

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
