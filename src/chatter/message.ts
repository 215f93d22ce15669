import type { User } from './accounts.ts'

/** Something that a user has said; never changed, and shared by all who see it. */
export interface Message {
  readonly id: string
  readonly content: string
  readonly inserted_at: Date
  readonly user: User
}

/** Makes a message that nobody can change. */
export function makeMessage({ id, content, inserted_at, user }: Message): Message {
  return Object.freeze({ id, content, inserted_at, user: Object.freeze({ id: user.id, name: user.name }) })
}
