import type { AttributeValues } from '../template/attributes.ts'
import { type Hole, html, type Template } from '../template/html.ts'
import { withClasses } from './described.ts'

/** `primary` for what a page is for, `danger` for what cannot be undone, `quiet` for what is at the edge. */
export type ButtonKind = 'plain' | 'primary' | 'danger' | 'quiet'

interface Button {
  readonly kind?: ButtonKind
  readonly type?: 'submit' | 'button' | 'reset'
  /** Such as `phx-click`, `phx-disable-with`, `name` and `value`. */
  readonly attributes?: AttributeValues
}

/** Shows a button; it submits its form unless it is of another type. */
export const button = ({ kind = 'plain', type = 'submit', attributes }: Button, content: Hole): Template =>
  html`<button type="${type}" ${withClasses(['o-button', `o-${kind}`], attributes)}>${content}</button>`
