import { accepted, type Result, refused } from './result.ts'

const longestName = 50
const longestContent = 1_000

/** Checks a name as someone typed it; gives it without the space around it, or the error of the field `name`. */
export function validateName(typed: string): Result<string> {
  const name = typed.trim()
  if (name === '') return refused({ name: 'Username cannot be empty' })
  if (isLonger(name, longestName)) return refused({ name: `should be at most ${longestName} character(s)` })
  if (!/^[a-zA-Z0-9_-]+$/.test(name))
    return refused({ name: 'can only contain letters, numbers, underscores, and hyphens' })
  return accepted(name)
}

/** Checks a message as someone typed it; gives it without the space around it, or the error of the field `content`. */
export function validateContent(typed: string): Result<string> {
  // PostgreSQL keeps no NUL in a text, and no keyboard types one.
  const content = typed.replaceAll('\0', '').trim()
  if (content === '') return refused({ content: "can't be blank" })
  if (isLonger(content, longestContent))
    return refused({ content: `should be at most ${longestContent} character(s)` })
  return accepted(content)
}

/** Whether `text` is a UUID, as the ids of users, messages and events are. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** Counts characters, and not the two halves that JavaScript makes of some. */
function isLonger(text: string, limit: number): boolean {
  return text.length > limit && [...text].length > limit
}
