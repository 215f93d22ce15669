import type { Fragment, fragment } from './fragment.ts'
import type { Template } from './html.ts'

/** A value that is shown once, and let go when the browser has it: see `temporary`. */
export class Temporary<T = unknown> {
  #held: { readonly value: T } | undefined

  constructor(value: T) {
    this.#held = { value }
  }

  /** Shows the value in a hole. What stands there stays until the assign is another. */
  show(make: (value: T) => Template): Shown {
    return new Shown(this as Temporary, make as (value: unknown) => Template)
  }

  /** The value, until it is let go. */
  get held(): { readonly value: T } | undefined {
    return this.#held
  }

  letGo(): void {
    this.#held = undefined
  }
}

/** Says that the browser has what some assigns show. */
export function letGo(assigns: object): void {
  for (const value of Object.values(assigns)) if (value instanceof Temporary) value.letGo()
}

/** A temporary value where it stands in a template. */
export class Shown implements Fragment {
  declare readonly [fragment]: true
  readonly source: Temporary
  readonly make: (value: unknown) => Template

  constructor(source: Temporary, make: (value: unknown) => Template) {
    this.source = source
    this.make = make
  }
}

/**
 * An assign that the server does not keep: `live.assign({ report: temporary(rows) })`, shown by
 * `${report.show((rows) => table(rows))}`. Once the browser has it, the value is gone, and its HTML stays on the page
 * until the assign is another. What is shown holds no stream, live component or nested view.
 */
export const temporary = <T>(value: T): Temporary<T> => new Temporary(value)
