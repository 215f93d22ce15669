import { copyAttributes } from './attributes.ts'
import type { Rule } from './rule.ts'

/** What is marked `phx-update="ignore"` belongs to the page; only its data attributes follow the server. */
export const keepIgnored: Rule = (from, to) => {
  if (from.getAttribute('phx-update') !== 'ignore') return
  copyAttributes(from, to, (name) => name.startsWith('data-'))
  return false
}
