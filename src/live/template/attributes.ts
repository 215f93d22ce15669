import type { Fragment, fragment } from './fragment.ts'
/** Attributes by name, ready to stand between the other attributes of a tag. */
export class Attributes implements Fragment {
  declare readonly [fragment]: true
  readonly values: Readonly<Record<string, AttributeValue>>

  constructor(values: Readonly<Record<string, AttributeValue>>) {
    this.values = values
  }
}

export type AttributeValue = string | number | boolean | null | undefined

/** Spreads attributes into a tag: `<a ${attrs({ href, download: true })}>`. Null, undefined and false drop one. */
export const attrs = (values: Readonly<Record<string, AttributeValue>>): Attributes => new Attributes(values)
