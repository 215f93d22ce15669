/** The elements inside that can take the focus now, in order. */
export const focusables = (el: Element): HTMLElement[] =>
  [...el.querySelectorAll<HTMLElement>(':not(:disabled,a:not([href]))')].filter(
    (found) => found.tabIndex >= 0 && found.getClientRects().length > 0,
  )
