/** The door for tests of views, without a browser. */

export type { Patch } from './testing/arrival.ts'
export type { Check } from './testing/checks.ts'
export type { Fields, FieldValue } from './testing/fill.ts'
export type { Left } from './testing/leaving.ts'
export { type OpenOptions, type OpenPathOptions, openPath, openView } from './testing/open-view.ts'
export type { FormOptions } from './testing/person.ts'
export type { ShowOptions } from './testing/shown-page.ts'
export type { TestView } from './testing/test-view.ts'
