import type { Fragment, fragment } from './fragment.ts'
import { noteLocation } from './location.ts'

/** What a `${hole}` may be. Objects, functions and promises do not compile. */
export type Hole = string | number | boolean | null | undefined | Fragment | readonly Hole[]

/** The result of `html`: its strings are its identity, its values are this render's. */
export class Template implements Fragment {
  declare readonly [fragment]: true
  readonly strings: TemplateStringsArray
  readonly values: readonly Hole[]

  constructor(strings: TemplateStringsArray, values: readonly Hole[]) {
    this.strings = strings
    this.values = values
  }
}

/** A piece of HTML whose holes are escaped for the place where they stand. */
export function html(strings: TemplateStringsArray, ...values: Hole[]): Template {
  noteLocation(strings)
  return new Template(strings, values)
}

/** HTML that is trusted as it is. */
export class UnsafeHtml implements Fragment {
  declare readonly [fragment]: true
  readonly html: string

  constructor(trusted: string) {
    this.html = trusted
  }
}

/** Puts a string into the page without escaping it: for HTML of your own making, never for a person's input. */
export const unsafeHtml = (trusted: string): UnsafeHtml => new UnsafeHtml(trusted)
