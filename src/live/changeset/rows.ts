import { isRecord } from './cast.ts'
import { ROW_KEY } from './typed.ts'

/** A row as it comes in; without a value it is a new one. */
interface Row {
  readonly key: string
  readonly value: unknown
}

/** What can be done to the rows of a list, each by the name of what asks for it: `_drop_items` and so on. */
export const rowActions = {
  /** Adds a row at the end. */
  add: '_add_',
  /** Takes the row of a key away. */
  drop: '_drop_',
  /** Moves the row of a key before the one above it. */
  up: '_up_',
  /** Moves the row of a key behind the one below it. */
  down: '_down_',
  /** Lists the keys in the order of the page; the key `new` makes a row. */
  sort: '_sort_',
} as const

type Given = Readonly<Record<string, unknown>>

/**
 * The rows of the list `name` in their order, after what was asked for: by fields (`_sort_items[]`, `_drop_items[]`), or
 * by the target of the change (`_add_items`, `_drop_items[2]`, `_up_items[2]`, `_down_items[2]`). Undefined when
 * nothing was said about the list.
 */
export function rowsOf(given: Given, name: string, target: readonly string[]): readonly Row[] | undefined {
  const own = Object.hasOwn(given, name) ? rowsIn(given[name]) : undefined
  const sorted = textsOf(given[rowActions.sort + name])
  const [asked = '', key = ''] = target
  if (!own && sorted.length === 0 && asked !== rowActions.add + name) return undefined
  const dropped = new Set(textsOf(given[rowActions.drop + name]))
  if (asked === rowActions.drop + name) dropped.add(key)
  const rows = inOrder(own ?? [], sorted).filter((row) => !dropped.has(row.key))
  if (asked === rowActions.add + name) return [...rows, newRow(rows)]
  if (asked === rowActions.up + name) return moved(rows, key, -1)
  return asked === rowActions.down + name ? moved(rows, key, 1) : rows
}

const NEW = 'new'

/** A key stands in names and ids, and comes from the browser. */
const KEY = /^[\w-]{1,40}$/

function rowsIn(value: unknown): readonly Row[] {
  const entries = Array.isArray(value)
    ? value.map((row, i) => [ownKey(row) ?? String(i), row] as const)
    : Object.entries(isRecord(value) ? value : {})
  const rows = new Map(entries.filter(([key]) => KEY.test(key)))
  return [...rows].map(([key, value]) => ({ key, value }))
}

function ownKey(row: unknown): string | undefined {
  const key = isRecord(row) && Object.hasOwn(row, ROW_KEY) ? row[ROW_KEY] : undefined
  return typeof key === 'string' ? key : undefined
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

/** Rows that are not in the list of keys come last, as they were; a key alone is a row in which nothing is ticked. */
function inOrder(rows: readonly Row[], keys: readonly string[]): readonly Row[] {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const sorted = [...new Set(keys)]
    .filter((key) => KEY.test(key))
    .map((key) => byKey.get(key) ?? (key === NEW ? newRow(rows) : { key, value: {} }))
  const named = new Set(sorted)
  return [...sorted, ...rows.filter((row) => !named.has(row))]
}

/** Its key is a number that none of the others has. */
function newRow(rows: readonly Row[]): Row {
  const numbers = rows.map(({ key }) => Number(key)).filter(Number.isSafeInteger)
  return { key: String(Math.max(-1, ...numbers) + 1), value: undefined }
}

function moved(rows: readonly Row[], key: string, by: number): readonly Row[] {
  const from = rows.findIndex((row) => row.key === key)
  const to = from + by
  const [row, other] = [rows[from], rows[to]]
  return row && other ? rows.with(from, other).with(to, row) : rows
}
