/** The door for tests of views, without a browser. */
export { type OpenOptions, openView } from './testing/open-view.ts'
export type { Left, TestView } from './testing/test-view.ts'
