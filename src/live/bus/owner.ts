/** Whoever is present: its entries end with it. A live view is one. */
export interface Owner {
  /** Unique among the owners of all processes; before a dot stands the owner that it is a part of. */
  readonly id: string
  /** Calls `callback` once, when this owner ends; at once if it has already ended. */
  onEnd(callback: () => void): void
  /** Calls `go` when this owner's connection has been lost for a while, and `come` when it is back. */
  onAway?(go: () => void, come: () => void): void
}

/** The id of the owner that this one is a part of, which may be itself. */
export function wholeOf({ id }: Pick<Owner, 'id'>): string {
  const dot = id.indexOf('.')
  return dot < 0 ? id : id.slice(0, dot)
}
