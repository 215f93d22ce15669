import { randomUUID } from 'node:crypto'

/**
 * The same text in one piece. What was put together is kept as a tree of its pieces until somebody looks into it, which
 * for text that stays takes several times the memory.
 */
export function flat(text: string): string {
  text.charCodeAt(0)
  return text
}

/** A new UUID, for somebody who keeps it. */
export const newUuid = (): string => flat(randomUUID())
