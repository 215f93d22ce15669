/** Options of `rateLimit`. */
export interface RateLimitOptions {
  /** How many a second each key may have in the long run; 0 lets everything pass. */
  readonly rate: number
  /** How many each key may have at once, after a rest. */
  readonly burst: number
  /** The time in milliseconds. */
  readonly clock: () => number
}

const sweepEvery = 60_000

/** Makes a token bucket for each key; the result takes one token, and tells whether there was one. */
export function rateLimit({ rate, burst, clock }: RateLimitOptions): (key: string) => boolean {
  if (rate === 0) return () => true
  const interval = 1_000 / rate
  // A bucket is the moment at which it will be full again: full ones need not be kept.
  const fullAt = new Map<string, number>()
  let sweptAt = clock()

  const sweep = (now: number) => {
    sweptAt = now
    for (const [key, moment] of fullAt) if (moment <= now) fullAt.delete(key)
  }

  return (key) => {
    const now = clock()
    if (now - sweptAt > sweepEvery) sweep(now)
    const next = Math.max(fullAt.get(key) ?? now, now) + interval
    if (next - now > burst * interval) return false
    fullAt.set(key, next)
    return true
  }
}
