/** On the container of a view: the token to join it. */
export const SESSION = 'data-phx-session'

/** The containers of views. */
export const CONTAINER = `[${SESSION}]`

/** On what a portal has moved: the id of its template. */
export const SOURCE = 'data-phx-teleported-src'

/** The template that an element was moved out of; null where no portal did. */
export const templateOf = (el: Element): HTMLElement | null =>
  document.getElementById(el.closest(`[${SOURCE}]`)?.getAttribute(SOURCE) ?? '')

/** Finds what is around an element, as `closest` does. What a portal has moved stands where its template is. */
export function around(el: Element | null, selector: string): HTMLElement | null | undefined {
  const found = el?.closest<HTMLElement>(`${selector},[${SOURCE}]`)
  return !found || found.matches(selector) ? found : around(templateOf(found), selector)
}
