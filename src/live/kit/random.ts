import { randomFillSync } from 'node:crypto'

/** Bytes that are drawn at a time: a call for each few of them costs many times what they do. */
const POOL = 8192

const pool = Buffer.alloc(POOL)
let next = POOL

/** So many random bytes that nobody can guess, 4096 at most, in base64url. None is given twice. */
export function randomText(bytes: number): string {
  if (next + bytes > POOL) {
    randomFillSync(pool)
    next = 0
  }
  const text = pool.toString('base64url', next, next + bytes)
  // Not to be found in memory any more than it is where it has gone to.
  pool.fill(0, next, next + bytes)
  next += bytes
  return text
}
