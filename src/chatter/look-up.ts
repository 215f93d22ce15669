/** Finds many things by their keys; what is missing is not there. */
export type Load<V> = (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>

/**
 * Makes a look-up that asks once for all keys that are wanted in one round of the event loop: many pages that are opened
 * at the same time are one query. All fail together.
 */
export function lookUp<V>(load: Load<V>): (key: string) => Promise<V | undefined> {
  let wanted: Set<string> | undefined
  let found: Promise<ReadonlyMap<string, V>> | undefined

  const begin = (): Promise<ReadonlyMap<string, V>> =>
    new Promise((resolve, reject) => {
      setImmediate(() => {
        const keys = [...wanted!]
        wanted = found = undefined
        load(keys).then(resolve, reject)
      })
    })

  return async (key) => {
    wanted ??= new Set()
    wanted.add(key)
    found ??= begin()
    return (await found).get(key)
  }
}
