/** Spreads a delay between half and one and a half of it, so that a restarted server is not met by all at once. */
export const jittered = (milliseconds: number): number => milliseconds * (0.5 + Math.random())
