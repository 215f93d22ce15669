/** One patch of the page, as the rules see it. */
export interface Patching {
  /** The server has rendered everything anew, after the page or the connection began. */
  readonly isJoin: boolean
  /** Puts the rows that came for a stream into its container on the page. */
  fillStream(container: HTMLElement, rows: HTMLElement): void
  /** An element was left as it is, and has to be patched later. */
  skipped(from: Element, to: HTMLElement): void
  /** To be done when the whole patch is in place. */
  afterwards(action: () => void): void
}

/**
 * What holds for an element that gets its next version: a rule changes `to` into what the element shall
 * become, or returns false when the element is to be left alone.
 */
export type Rule = (from: HTMLElement, to: HTMLElement, patching: Patching) => boolean | void
