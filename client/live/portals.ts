import { around, SOURCE } from './container.ts'
import type { Morph } from './morph.ts'

/** What a portal shows elsewhere: the next version of it, in the place of its template's content. */
interface Portal {
  readonly target: string
  readonly next: Element
}

/** Whether a portal has moved an element here, and is still there, as are those around it. */
export const isStanding = (el: Element): boolean => el.hasAttribute(SOURCE) && !!around(el, 'body')

/** Takes what is to stand elsewhere out of the templates of a page to come; those that hold others come before them. */
export function takePortals(page: ParentNode): readonly Portal[] {
  const templates = [...page.querySelectorAll<HTMLTemplateElement>('template[data-phx-portal]')]
  return templates.flatMap(({ id, dataset, content }) => {
    const next = content.firstElementChild as Element
    next.setAttribute(SOURCE, id)
    return [{ target: dataset['phxPortal'] ?? '', next }, ...takePortals(content)]
  })
}

/** Shows what stands elsewhere, and takes away what has lost its template. */
export function teleport(portals: readonly Portal[], morph: Morph): void {
  for (const { target, next } of portals) {
    const place = document.querySelector(target)
    const present = document.getElementById(next.id)
    if (!place) console.warn(`No element matches the target ${target}: nothing is shown.`)
    else if (place.contains(present)) morph.become(present as Element, next)
    else morph.insert(place, next, null)
  }
  for (const el of document.querySelectorAll(`[${SOURCE}]`)) if (!isStanding(el)) morph.discard(el)
}
