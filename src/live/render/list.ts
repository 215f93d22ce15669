import { LiveError } from '../kit/error.ts'
import type { Each, Key, RowFunction } from '../template/each.ts'
import type { Shape } from '../template/shape.ts'
import { isLive, isNode, isOwn, type ListPrint, type Row } from './print.ts'
import { isSame } from './row.ts'

interface SharedList {
  readonly key: (item: object) => Key
  readonly row: RowFunction
  readonly values: readonly unknown[]
  readonly list: ListPrint
}

const lists = new WeakMap<readonly object[], readonly SharedList[]>()

/** How many renderings of one array are kept. */
const VARIANTS = 4

/**
 * The print of a keyed list: the same object for every view that renders the same items in the same way. A list
 * that belongs to its view alone is made from `before`, what stood there, row by row.
 */
export function sharedList(
  each: Each,
  items: readonly object[],
  before: ListPrint | undefined,
  rowOf: (item: object, previous: Row | undefined) => Row,
): ListPrint {
  const key = each.key!
  const known = lists.get(items) ?? []
  const found = known.find((shared) => shared.row === each.row && isSame(shared.values, each.shared))
  // A key written in place is another function each time; it is the same when it gives the same keys.
  if (found && (found.key === key || items.every((item, i) => key(item) === found.list.keys[i])))
    return found.list
  const keys = items.map(key)
  const previous = before?.own ? rowsByKey(before) : undefined
  const list = makeList(
    keys,
    items.map((item, i) => rowOf(item, previous?.(keys[i]!))),
  )
  positionsOf(list)
  const made = { key, row: each.row, values: each.shared, list }
  if (!list.own) lists.set(items, [made, ...known.slice(0, VARIANTS - 1)])
  return list
}

export function makeList(keys: readonly Key[], rows: readonly Row[]): ListPrint {
  const live = rows.some((row) => isLive(row.print))
  const own = live || rows.some((row) => isOwn(row.print))
  return { kind: 'list', keys, rows, shape: commonShape(rows), live, own }
}

function rowsByKey(list: ListPrint): (key: Key) => Row | undefined {
  const positions = positionsOf(list)
  return (key) => list.rows[positions.get(key) ?? -1]
}

/** The one template of all rows, if there is one. */
export function commonShape(rows: readonly Row[]): Shape | undefined {
  const first = rows[0]?.print
  if (!isNode(first)) return undefined
  return rows.every(({ print }) => isNode(print) && print.shape === first.shape) ? first.shape : undefined
}

/** Where each key stands. Two items with one key are an error, since the browser could not tell them apart. */
export function positionsOf(list: ListPrint): ReadonlyMap<Key, number> {
  list.positions ??= index(list.keys)
  return list.positions
}

function index(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const positions = new Map<Key, number>()
  keys.forEach((key, i) => {
    if (positions.has(key)) {
      throw new LiveError(
        'duplicate_key',
        `Two items of a list have the key ${JSON.stringify(key)}. Make keys unique.`,
      )
    }
    positions.set(key, i)
  })
  return positions
}
