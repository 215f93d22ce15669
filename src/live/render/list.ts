import { LiveError } from '../kit/error.ts'
import type { Each, Key } from '../template/each.ts'
import type { Shape } from '../template/shape.ts'
import { isLive, isNode, isOwn, type ListPrint, type ListSource, type Row } from './print.ts'
import { isSame } from './row.ts'

interface SharedList {
  readonly key: (item: object) => Key
  readonly list: ListPrint & { readonly from: ListSource }
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
  rowOf: RowOf,
): ListPrint {
  const key = each.key!
  const known = lists.get(items) ?? []
  const found = known.find(({ list: { from } }) => isAlike(from, each))
  // A key written in place is another function each time; it is the same when it gives the same keys.
  if (found && (found.key === key || hasKeys(found.list, items, key))) return found.list
  const from: ListSource = { items, row: each.row, shared: each.shared }
  const made = likeBefore(before, from, key, rowOf) ?? listOf(before, items.map(key), items, rowOf)
  // Each member by name: objects that are spread do not share the description of their members.
  const { keys, rows, shape, live, own } = made
  const list = { kind: made.kind, keys, rows, shape, live, own, from, positions: positionsOf(made) }
  if (!list.own) lists.set(items, [{ key, list }, ...known.slice(0, VARIANTS - 1)])
  return list
}

type RowOf = (item: object, previous: Row | undefined) => Row

const isAlike = (from: ListSource, { row, shared }: Pick<Each, 'row' | 'shared'>): boolean =>
  from.row === row && isSame(from.shared, shared)

/** Whether items have the keys of a list, in its order. */
function hasKeys({ keys }: ListPrint, items: readonly object[], key: (item: object) => Key): boolean {
  if (items.length !== keys.length) return false
  for (let i = 0; i < keys.length; i++) if (key(items[i]!) !== keys[i]) return false
  return true
}

/** The list made of the one before, where both have the same keys: only rows of other items are looked at. */
function likeBefore(
  before: ListPrint | undefined,
  { items, row, shared }: ListSource,
  key: (item: object) => Key,
  rowOf: RowOf,
): ListPrint | undefined {
  const from = before?.from
  if (!from || before.own || !isAlike(from, { row, shared }) || !hasKeys(before, items, key)) return undefined
  const rows = [...before.rows]
  let [isOneShape, live, own] = [before.shape !== undefined, false, false]
  for (let i = 0; i < rows.length; i++) {
    if (items[i] === from.items[i]) continue
    const made = rowOf(items[i]!, before.rows[i])
    rows[i] = made
    isOneShape &&= isNode(made.print) && made.print.shape === before.shape
    live ||= isLive(made.print)
    own ||= isOwn(made.print)
  }
  const shape = isOneShape ? before.shape : commonShape(rows)
  return { kind: 'list', keys: before.keys, rows, shape, live, own, positions: positionsOf(before) }
}

function listOf(
  before: ListPrint | undefined,
  keys: readonly Key[],
  items: readonly object[],
  rowOf: RowOf,
): ListPrint {
  const previous = before?.own ? rowsByKey(before) : undefined
  const rows = items.map((item, i) => rowOf(item, previous?.(keys[i]!)))
  return makeList(keys, rows)
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
