import { SESSION } from '../container.ts'
import type { Rule } from './rule.ts'

/** The inside of a nested view is its own. Only the token to join it comes from the view around it, at a join. */
export const keepNested: Rule = (from, to, { isJoin }) => {
  const token = to.getAttribute(SESSION)
  if (token === null || !from.hasAttribute(SESSION)) return
  if (isJoin) from.setAttribute(SESSION, token)
  return false
}
