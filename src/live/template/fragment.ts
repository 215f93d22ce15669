/** Marks what the framework itself makes for a hole; no plain object can pass for it. */
export declare const fragment: unique symbol

/** Something that only the framework makes and knows how to show. */
export interface Fragment {
  readonly [fragment]: true
}
