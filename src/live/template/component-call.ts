import type { Fragment, fragment } from './fragment.ts'

/** What every live component is given: `id` tells it apart from the others of its definition in one view. */
export interface Identified {
  readonly id: string | number
}

/** A live component where it stands in a template: which one, and what it is given. */
export class ComponentCall implements Fragment {
  declare readonly [fragment]: true
  /** What the framework runs of it. */
  readonly parts: object
  readonly input: Identified

  constructor(parts: object, input: Identified) {
    this.parts = parts
    this.input = input
  }
}

/** A live component, called in a template: `${counter({ id: 'a', start: 3 })}`. */
export interface LiveComponent<I extends object> {
  (input: Readonly<I & Identified>): ComponentCall
  readonly parts: object
}
