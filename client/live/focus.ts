import { all } from './all.ts'
/** Whether an element takes up room, and so do those around it. */
export const isVisible = (el: Element): boolean => el.checkVisibility()

/** The elements inside that can take the focus now, in order. */
export const focusables = (el: Element): HTMLElement[] =>
  all(':not(:disabled,a:not([href]))', el).filter((found) => found.tabIndex >= 0 && isVisible(found))
