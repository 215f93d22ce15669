import { focusables } from './focus.ts'
import type { Hook } from './hook.ts'
import { isDisplayed } from './transitions.ts'

/** Keeps the focus inside its element. Its first and last child take it, and hand it on to the other end. */
export const FocusWrap: Hook = {
  mounted(signal) {
    const { el } = this
    const focus = (at: number) => focusables(el).slice(1, -1).at(at)?.focus()
    for (const end of [0, -1])
      [...el.children].at(end)?.addEventListener(
        'focus',
        // From outside it goes to the near end.
        (event) => focus(el.contains((event as FocusEvent).relatedTarget as Node | null) ? -1 - end : end),
        { signal },
      )
    if (el.contains(document.activeElement)) return
    el.addEventListener('phx:show-end', () => focus(0), { signal })
    if (isDisplayed(el)) focus(0)
  },
}
