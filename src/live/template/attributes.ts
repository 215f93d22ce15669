import type { EventRef } from './event.ts'
import type { Fragment, fragment } from './fragment.ts'
import type { Js } from './js.ts'
import type { Path } from './path.ts'

/** What may be the whole value of an attribute; a list is one of classes. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | Path
  | EventRef
  | Js
  | readonly (string | false | null | undefined)[]

/** Attributes by name: what `attrs` takes, and a component for its outermost tag. */
export interface AttributeValues {
  readonly [name: string]: AttributeValue
}

/** Attributes by name, ready to stand between the other attributes of a tag. */
export class Attributes implements Fragment {
  declare readonly [fragment]: true
  readonly values: AttributeValues

  constructor(values: AttributeValues) {
    this.values = values
  }
}

/** Spreads attributes into a tag: `<a ${attrs({ href, download: true })}>`. Null, undefined and false drop one. */
export const attrs = (values: AttributeValues): Attributes => new Attributes(values)
