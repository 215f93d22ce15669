import { type AttributeValues, attrs } from './attributes.ts'
import { type Hole, html, type Template } from './html.ts'

/**
 * Keeps the focus inside its content while Tab is pressed, as a dialog needs: `focusWrap({ id: 'menu' }, …)`. The
 * content has an element that can take the focus. Further attributes are those of the element around it.
 */
export const focusWrap = (
  { id, ...attributes }: { readonly id: string } & AttributeValues,
  content: Hole,
): Template => html`<div id="${id}" phx-hook="Phoenix.FocusWrap" ${attrs(attributes)}>
  <div id="${id}-start" tabindex="0" aria-hidden="true"></div>
  ${content}
  <div id="${id}-end" tabindex="0" aria-hidden="true"></div>
</div>`
