/**
 * Makes the attributes of an element equal to those of its next version, as far as the names apply. Scripts style
 * elements by property, which shows as an attribute: that stays unless the next version has its own.
 */
export function copyAttributes(from: Element, to: Element, applies = (_name: string) => true): void {
  // The node may have a namespace, or a name that only parsers take.
  for (const name of to.getAttributeNames())
    if (applies(name) && from.getAttribute(name) !== to.getAttribute(name))
      from.setAttributeNode(to.getAttributeNode(name)!.cloneNode() as Attr)
  for (const name of from.getAttributeNames())
    if (name !== 'style' && applies(name) && !to.hasAttribute(name)) from.removeAttribute(name)
}
