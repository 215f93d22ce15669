import { NOTHING } from '../kit/nothing.ts'
import type { Naming } from './naming.ts'
import { Pending } from './pending.ts'

const snapshots = new WeakMap<readonly object[], readonly object[]>()

/** The items as they are now: the same array for as long as the items of the given one are the same. */
export function snapshotOf<T extends object>(items: readonly T[]): readonly T[] {
  if (items.length === 0) return NOTHING
  const known = snapshots.get(items)
  if (known && isSame(known, items)) return known as readonly T[]
  const made = [...items]
  snapshots.set(items, made)
  return made
}

function isSame(one: readonly object[], other: readonly object[]): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

interface First {
  readonly limit: number | undefined
  readonly pending: Pending<object>
}

const firsts = new WeakMap<readonly object[], readonly First[]>()

/** How many beginnings with the same items are kept: streams may be called differently. */
const VARIANTS = 4

/** What waits in a stream that begins with these items: one for all streams that are called alike and begin with them. */
export function firstOf<T extends object>(
  naming: Naming<T>,
  snapshot: readonly T[],
  limit: number | undefined,
): Pending<T> {
  const known = firsts.get(snapshot) ?? []
  const found = known.find((first) => first.pending.naming === (naming as object) && first.limit === limit)
  if (found) return found.pending as unknown as Pending<T>
  const pending = Pending.first(naming, snapshot, limit, { isShared: true })
  firsts.set(snapshot, [
    { limit, pending: pending as unknown as Pending<object> },
    ...known.slice(0, VARIANTS - 1),
  ])
  return pending
}
