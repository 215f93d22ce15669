import { all, allNamed } from './all.ts'
import { around, SOURCE } from './container.ts'
import type { Morph } from './morph.ts'

/** The templates whose content stands elsewhere. */
export const PORTAL = 'template[data-phx-portal]'

/** What a portal shows elsewhere, and where. */
interface Portal {
  readonly target: string
  readonly content: ParentNode
}

/** Whether a portal has moved an element here, and is still there, as are those around it. */
export const isStanding = (el: Element): boolean => el.hasAttribute(SOURCE) && !!around(el, 'body')

/** Finds what is to stand elsewhere in the templates of a page to come; those that hold others come before them. */
export function takePortals(page: ParentNode): readonly Portal[] {
  const templates = all<HTMLTemplateElement>(PORTAL, page)
  return templates.flatMap(({ id, dataset, content }) => {
    content.firstElementChild?.setAttribute(SOURCE, id)
    return [{ target: dataset['phxPortal']!, content }, ...takePortals(content)]
  })
}

/** Shows what stands elsewhere, and takes away what has lost its template. */
export function fillPortals(portals: readonly Portal[], morph: Morph): void {
  for (const { target, content } of portals) {
    const [place] = allNamed(target)
    // Without an element it is shown as it was.
    const next = content.firstElementChild
    const present = next && document.getElementById(next.id)
    if (present && place?.contains(present)) morph.become(present, next)
    else if (next && place) morph.insert(place, next, null)
  }
  for (const el of all(`[${SOURCE}]`)) if (!isStanding(el)) morph.discard(el)
}
