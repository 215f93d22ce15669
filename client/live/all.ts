/** The elements that a selector finds in the page, or in a part of it. */
export const all = <Found extends Element = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): Found[] => [...root.querySelectorAll<Found>(selector)]
