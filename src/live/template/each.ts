import { NOTHING } from '../kit/nothing.ts'
import type { Fragment, fragment } from './fragment.ts'
import type { Template } from './html.ts'
import { Stream } from './stream.ts'

export type Key = string | number

/** Renders one item; further arguments are the values shared by all rows. A list's row knows no dom id. */
export type RowFunction = (item: object, ...rest: readonly unknown[]) => Template

/** A list, or a stream's pending changes, ready to stand in a hole. */
export class Each implements Fragment {
  declare readonly [fragment]: true
  readonly source: readonly object[] | Stream<object>
  readonly key: ((item: object) => Key) | undefined
  readonly row: RowFunction
  readonly shared: readonly unknown[]

  constructor(
    source: readonly object[] | Stream<object>,
    key: ((item: object) => Key) | undefined,
    row: RowFunction,
    shared: readonly unknown[],
  ) {
    this.source = source
    this.key = key
    this.row = row
    this.shared = shared
  }
}

/**
 * Renders a stream's changes, or a list keyed by `key`.
 *
 * `row` should be a function of the module: its result is then made once for each item and shared by every view
 * that shows it. What else a row needs comes after it and is passed on; nothing of one viewer belongs there.
 */
export function each<T extends object, S extends readonly unknown[]>(
  items: Stream<T>,
  row: (item: T, domId: string, ...shared: S) => Template,
  ...shared: S
): Each
export function each<T extends object, S extends readonly unknown[]>(
  items: readonly T[],
  key: (item: T) => Key,
  row: (item: T, ...shared: S) => Template,
  ...shared: S
): Each
export function each(source: readonly object[] | Stream<object>, ...rest: readonly unknown[]): Each {
  if (source instanceof Stream) return new Each(source, undefined, rest[0] as RowFunction, after(rest, 1))
  const [key, row] = rest
  return new Each(source, key as (item: object) => Key, row as RowFunction, after(rest, 2))
}

const after = (values: readonly unknown[], count: number): readonly unknown[] =>
  values.length > count ? values.slice(count) : NOTHING
