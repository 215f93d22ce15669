/** A form as it was filled in: text as it was typed, lists, and maps; from a program also numbers and booleans. */
export type Typed = string | number | boolean | readonly Typed[] | TypedMap

export interface TypedMap {
  readonly [key: string]: Typed
}

/** Under this name a row of a list has what tells it apart from the others, wherever it moves. */
export const ROW_KEY = '_key'
