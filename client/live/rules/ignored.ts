import { copyAttributes } from './attributes.ts'
import type { Rule } from './rule.ts'

export const isIgnored = (el: Element): boolean => el.getAttribute('phx-update') === 'ignore'

/** What is marked `phx-update="ignore"` belongs to the page; only its data attributes follow the server. */
export const keepIgnored: Rule = (from, to) => {
  // A strict policy refuses the attribute `style`.
  if (isIgnored(from)) copyAttributes(to, from, (name) => name !== 'style' && !name.startsWith('data-'))
}
