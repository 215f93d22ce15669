/** How the rows of a stream are called, in the page and on the wire. */
export interface Naming<T extends object> {
  /** What dom ids begin with: the name of the assign. */
  readonly name: string
  readonly ref: string
  /** The dom id of an item; `<name>-<item.id>` when absent. */
  readonly id: ((item: T) => string) | undefined
}

/** The dom id of an item. */
export const domIdOf = <T extends object>({ name, id }: Naming<T>, item: T): string =>
  id ? id(item) : `${name}-${(item as { id?: unknown }).id}`

type Namings = Map<string, Naming<object>>

const byName: Namings = new Map()
const byFunction = new WeakMap<(item: object) => string, Namings>()

/** How many namings are kept for each way to name items: names may be made at run time, too. */
const MOST = 1000

/** The naming: one object for all streams that are called alike, so that what they hold can be shared. */
export function namingOf<T extends object>(
  name: string,
  ref: string,
  id: ((item: T) => string) | undefined,
): Naming<T> {
  const namings = id ? namingsOf(id as (item: object) => string) : byName
  const key = `${ref} ${name}`
  const known = namings.get(key)
  if (known) return known as unknown as Naming<T>
  if (namings.size >= MOST) namings.clear()
  const made: Naming<T> = { name, ref, id }
  namings.set(key, made as unknown as Naming<object>)
  return made
}

function namingsOf(id: (item: object) => string): Namings {
  const known = byFunction.get(id)
  if (known) return known
  const made: Namings = new Map()
  byFunction.set(id, made)
  return made
}
