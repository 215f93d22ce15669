import { createHash } from 'node:crypto'

/** A UUID of an event: the same for each sending of the one that a view of a browser has given this ref. */
export function eventIdOf(key: string, ref: string): string {
  const bytes = createHash('sha256').update(`${key} ${ref}`).digest().subarray(0, 16)
  // Version 8, which leaves the other bits to whoever makes it.
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
