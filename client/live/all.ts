/** The elements that a selector finds in the page, or in a part of it. */
export const all = <Found extends Element = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): Found[] => [...root.querySelectorAll<Found>(selector)]

/** The same for a target that is named in a page, which may have been misspelt. */
export function allNamed(target: string, root?: ParentNode): HTMLElement[] {
  const found = all(target, root)
  if (found.length === 0) console.warn(`No element matches the target ${target}.`)
  return found
}
