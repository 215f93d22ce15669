/** A named channel of messages of one type; the name alone decides which channel it is. */
export interface Topic<M> {
  readonly name: string
  readonly _message?: M
}

/** Names a channel whose messages have type `M`. */
export function topic<M>(name: string): Topic<M> {
  return Object.freeze({ name })
}
