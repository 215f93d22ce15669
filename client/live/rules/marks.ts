import { SOURCE } from '../container.ts'
import type { Rule } from './rule.ts'
import { STREAM } from './streams.ts'

/** What a portal has moved stays where it is, and a row of a stream is one, also when they are patched alone. */
export const keepMarks: Rule = (from, to) => {
  for (const name of [SOURCE, STREAM]) {
    const mark = from.getAttribute(name)
    if (mark !== null && !to.hasAttribute(name)) to.setAttribute(name, mark)
  }
}
