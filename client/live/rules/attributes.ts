/** Makes the attributes of an element equal to those of its next version, as far as the names apply. */
export function copyAttributes(from: Element, to: Element, applies = (_name: string) => true): void {
  const names = (el: Element) => el.getAttributeNames().filter(applies)
  for (const name of names(from)) if (!to.hasAttribute(name)) from.removeAttribute(name)
  for (const name of names(to)) {
    const value = to.getAttribute(name) ?? ''
    if (from.getAttribute(name) === value) continue
    // A strict policy refuses the attribute, and lets scripts change styles.
    if (name === 'style') (from as HTMLElement).style.cssText = value
    else from.setAttribute(name, value)
  }
}
