import { type AttributeValues, attrs } from './attributes.ts'
import { type Hole, html, type Template } from './html.ts'
import type { Path } from './path.ts'

interface ToView {
  /** A page of this app, shown over the same socket. */
  readonly navigate: Path
  readonly patch?: never
  readonly href?: never
  /** Takes the place of the present entry of the history. */
  readonly replace?: boolean
}

interface WithinView {
  /** Another URL of the view that is shown. */
  readonly patch: Path
  readonly navigate?: never
  readonly href?: never
  /** Takes the place of the present entry of the history. */
  readonly replace?: boolean
}

interface ToPage {
  /** A page that the browser loads: of this site, or another one. */
  readonly href: string | Path
  readonly navigate?: never
  readonly patch?: never
  readonly replace?: never
}

/** Where a link leads, by exactly one of `navigate`, `patch` and `href`. */
type LinkTarget = (ToView | WithinView | ToPage) & {
  /** Browsers follow links with GET. For another method write a form. */
  readonly method?: never
}

/**
 * Shows a link: `link({ navigate: path('/rooms'), class: 'tab' }, 'Rooms')`. Without a connection the browser
 * loads the page.
 */
export function link(
  { navigate, patch, href, replace, ...attributes }: LinkTarget & AttributeValues,
  content: Hole,
): Template {
  const to = navigate ?? patch ?? href
  const kind = navigate ? 'redirect' : patch && 'patch'
  const state = kind && (replace ? 'replace' : 'push')
  return html`<a href="${to}" data-phx-link="${kind}" data-phx-link-state="${state}" ${attrs(attributes)}>${content}</a>`
}
