import { escapeHtml } from '../template/escape.ts'
import type { Container } from '../view/container.ts'
import type { LiveView } from '../view/live-view.ts'

const describe = ({ definition }: LiveView): Required<Container> => ({
  tag: 'div',
  attributes: {},
  ...definition.container,
})

/** The tags around what a view shows; `facts` are the attributes that the client knows it by. */
export function viewTags(
  view: LiveView,
  facts: string,
): { readonly opening: string; readonly closing: string } {
  const { tag, attributes } = describe(view)
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
  return { opening: `<${tag} ${facts}${own.join('')}>`, closing: `</${tag}>` }
}

/** The same for live navigation, where the browser makes the element: its tag and attributes, as JSON. */
export const containerJson = (view: LiveView): string => {
  const { tag, attributes } = describe(view)
  return JSON.stringify([tag, attributes])
}
