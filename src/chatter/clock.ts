/** Makes a clock of microseconds since 1970 that never gives the same moment twice, and none up to `last`. */
export function microsecondClock(clock: () => number, last: number): () => number {
  let latest = last
  return () => {
    latest = Math.max(latest + 1, Math.floor(clock() * 1_000))
    return latest
  }
}

/** Writes a moment in microseconds as ISO text, which keeps what a `Date` would drop. */
export function isoMicroseconds(moment: number): string {
  const micros = String(moment % 1_000).padStart(3, '0')
  return dateOf(moment).toISOString().replace('Z', `${micros}Z`)
}

/** Gives a moment in microseconds as a `Date`, to the millisecond. */
export function dateOf(moment: number): Date {
  return new Date(Math.floor(moment / 1_000))
}
