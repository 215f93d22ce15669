import { SOURCE, templateOf } from './container.ts'
import type { Rule } from './rules/rule.ts'
import { onJoined } from './status.ts'

const PORTAL = 'template[data-phx-portal]'

export const isTeleported = (node: Node): boolean => node instanceof Element && node.hasAttribute(SOURCE)

/** A template gets what is to be moved next; the morph does not look into it. */
export const fillPortal: Rule = (from, to) => {
  if (from.matches(PORTAL))
    (from as HTMLTemplateElement).content.replaceChildren((to as HTMLTemplateElement).content)
}

/** What a patch does for its portals. */
export interface PortalPatch {
  prepare(next: Element): void
  morph(el: Element, next: Element): void
  discard(el: Element): void
}

/** Moves what the templates of portals have got to its targets, and takes away what has lost its template. */
export function teleport({ prepare, morph, discard }: PortalPatch): void {
  for (let template = nextTemplate(); template; template = nextTemplate()) {
    const { id, dataset, content } = template
    const next = content.firstElementChild as HTMLElement
    const target = document.querySelector(dataset['phxPortal'] ?? '')
    const present = document.getElementById(next.id)
    content.replaceChildren()
    next.setAttribute(SOURCE, id)
    prepare(next)
    if (!target)
      reportError(new Error(`The portal #${id} is for ${dataset['phxPortal']}, which is not on the page.`))
    else if (!present) target.append(next)
    else {
      if (!target.contains(present)) target.append(present)
      morph(present, next)
    }
  }
  for (const el of document.querySelectorAll(`[${SOURCE}]`)) if (!templateOf(el)) discard(el)
}

/** One that holds something: what it had before was moved, and it may stand in what was moved. */
const nextTemplate = () =>
  ([...onJoined(PORTAL)] as HTMLTemplateElement[]).find(({ content }) => content.firstElementChild)
