import type { Template } from '../template/html.ts'
import type { Flash } from './outcome.ts'

/** What stands around the view, inside the part of the page that is kept up to date. */
export type Layout = (page: {
  readonly flash: Flash
  /** For forms that are sent to ordinary routes: the value of their field `_csrf_token`. */
  readonly csrf: string
  readonly content: Template
}) => Template

/** The document around everything, rendered once. */
export type RootLayout = (page: {
  readonly title: string
  /** For `<meta name="csrf-token">`: the client sends it when it connects, forms as `_csrf_token`. */
  readonly csrf: string
  readonly content: Template
  /** The URL of a built file by the name that it was written under. */
  readonly assets: (name: string) => string
}) => Template
