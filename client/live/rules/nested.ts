import type { Rule } from './rule.ts'

/** The inside of a nested view is its own. Only the token to join it comes from the view around it, at a join. */
export const keepNested: Rule = ({ dataset: from }, { dataset: { phxSession } }, { isJoin }) => {
  if (from.phxSession === undefined || phxSession === undefined) return
  if (isJoin) from.phxSession = phxSession
  return false
}
