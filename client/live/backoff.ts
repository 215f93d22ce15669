/**
 * Milliseconds before another attempt: twice as many after each `before` it, from `first` on, and never more than `most`;
 * spread between half and one and a half of that, so that a restarted server is not met by all at once.
 */
export const backoff = (before: number, first: number, most: number): number =>
  Math.min(first * 2 ** before, most) * (0.5 + Math.random())
