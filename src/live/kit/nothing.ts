/** A list of nothing: one for all, so that those who have nothing have the same. */
export const NOTHING: readonly never[] = Object.freeze([])
