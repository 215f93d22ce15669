/** A time written out, for a page without scripts; the `Ago` hook replaces it by how long ago that is. */
export const written = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
