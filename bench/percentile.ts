/** The figure below which a share of all lie; 0.5 gives the median. Not a number where there are none. */
export const percentile = (figures: readonly number[], share: number): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length * share)] ?? Number.NaN
