/** What an object or an array takes by itself, each of its members, and a value of another kind, in bytes. */
const OBJECT_BYTES = 16
const MEMBER_BYTES = 8

/** How much is looked at: a value that is larger still is reckoned too small. */
const MOST_OBJECTS = 100_000

/** Reckons the bytes that values take: text, plain objects, lists, maps and sets. What stands there twice counts once. */
export function weigh(...values: readonly unknown[]): number {
  const seen = new Set<unknown>()
  const waiting: unknown[] = [...values]
  let bytes = 0
  while (waiting.length > 0 && seen.size < MOST_OBJECTS) {
    const value = waiting.pop()
    if (seen.has(value)) continue
    if (typeof value === 'string') bytes += value.length
    else if (ArrayBuffer.isView(value)) bytes += value.byteLength
    else if (typeof value === 'object' && value !== null) {
      const members = membersOf(value)
      bytes += OBJECT_BYTES + MEMBER_BYTES * members.length
      for (const member of members) waiting.push(member)
    } else continue
    seen.add(value)
  }
  return bytes
}

function membersOf(value: object): readonly unknown[] {
  if (value instanceof Map) return [...value].flat()
  if (value instanceof Set || Array.isArray(value)) return [...value]
  const prototype = Object.getPrototypeOf(value)
  // What an instance of a class holds may be behind getters that do something.
  return prototype === Object.prototype || prototype === null ? Object.values(value) : []
}
