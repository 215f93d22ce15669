import { all } from './all.ts'
/** The elements inside that can take the focus now, in order. */
export const focusables = (el: Element): HTMLElement[] =>
  all(':not(:disabled,a:not([href]))', el).filter(
    (found) => found.tabIndex >= 0 && found.getClientRects().length > 0,
  )
