import type { Message } from './message.ts'

/** The newest messages of a node, in memory. */
export interface RecentMessages {
  /** The newest `limit` messages, oldest first; the same array until one is added. */
  newest(limit: number): readonly Message[]
  /** Adds a message as the newest, unless it is there. */
  add(message: Message): void
}

/** Keeps the newest `capacity` messages. */
export function recentMessages(capacity: number): RecentMessages {
  let messages: readonly Message[] = []
  return {
    newest: (limit) => (limit < messages.length ? messages.slice(messages.length - limit) : messages),
    add(message) {
      if (messages.some(({ id }) => id === message.id)) return
      messages = [...messages, message].slice(-capacity)
    },
  }
}
