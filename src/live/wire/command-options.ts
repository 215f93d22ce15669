import type { Transition } from './commands.ts'

/** Names in one string with spaces between, or in a list. */
export type Names = string | readonly string[]

/** A transition's classes: those while it runs alone, or also those at its start and at its end. */
export type TransitionClasses = string | readonly [during: Names, from: Names, to: Names]

/** Options of commands that take time. */
export interface Duration {
  /** Milliseconds; 200 when absent. */
  readonly time?: number
  /** false lets patches of the page go on meanwhile. */
  readonly blocking?: boolean
}

/** What a change plays: without a transition it is done at once. */
export interface Timing extends Duration {
  readonly transition?: TransitionClasses
}

/** How an element is shown. */
export interface Showing extends Timing {
  /** A value of the property `display`; what the style sheet says, or else the element's tag, when absent. */
  readonly display?: string
}

/** How an element is shown and hidden in turn. */
export interface Toggling extends Duration {
  readonly display?: string
  readonly in?: TransitionClasses
  readonly out?: TransitionClasses
}

/** How a page is gone to. */
export interface Going {
  /** Whether the page takes the present entry of the history. */
  readonly replace?: boolean
}

export const words = (names: Names): readonly string[] => [names].flat().join(' ').match(/\S+/g) ?? []

export function transitionOf(classes: TransitionClasses): Transition {
  const [during = '', from = '', to = ''] = [classes].flat() as readonly Names[]
  return [words(during), words(from), words(to)]
}
