import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/schema.ts'
import { type Message, makeMessage } from './message.ts'
import { isUuid } from './rules.ts'

/** The messages in the database, always given from oldest to newest. */
export interface History {
  newest(limit: number): Promise<readonly Message[]>
  /** The messages next before the one with this id; none for an id that is not known. */
  before(id: string, limit: number): Promise<readonly Message[]>
  /** The oldest messages since `seconds` before the one with this id; none for an id that is not known. */
  since(id: string, seconds: number, limit: number): Promise<readonly Message[]>
  /** The message that a user has sent with an event id, a UUID. */
  ofEvent(userId: string, eventId: string): Promise<Message | undefined>
}

/** Reads the messages of a database in the order (inserted_at, id). */
export function createHistory(db: Kysely<Database>): History {
  const messages = selectMessages(db)
  const oldestFirst = messages.orderBy('messages.inserted_at').orderBy('messages.id')
  const newestFirst = messages.orderBy('messages.inserted_at', 'desc').orderBy('messages.id', 'desc')
  return {
    async newest(limit) {
      const rows = await newestFirst.limit(limit).execute()
      return rows.reverse().map(toMessage)
    },
    async before(id, limit) {
      if (!isUuid(id)) return []
      // Compared by the database, since a JavaScript date would drop the microseconds.
      const older = sql<boolean>`(messages.inserted_at, messages.id) <
        (select seen.inserted_at, seen.id from messages seen where seen.id = ${id})`
      const rows = await newestFirst.where(older).limit(limit).execute()
      return rows.reverse().map(toMessage)
    },
    async since(id, seconds, limit) {
      if (!isUuid(id)) return []
      const recent = sql<boolean>`messages.inserted_at >
        (select seen.inserted_at - make_interval(secs => ${seconds}) from messages seen where seen.id = ${id})`
      const rows = await oldestFirst.where(recent).limit(limit).execute()
      return rows.map(toMessage)
    },
    async ofEvent(userId, eventId) {
      const row = await messages
        .where('user_id', '=', userId)
        .where('event_id', '=', eventId)
        .executeTakeFirst()
      return row && toMessage(row)
    },
  }
}

function selectMessages(db: Kysely<Database>) {
  return db
    .selectFrom('messages')
    .innerJoin('users', 'users.id', 'messages.user_id')
    .select(['messages.id', 'messages.content', 'messages.images', 'messages.inserted_at'])
    .select(['messages.user_id', 'users.name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number]

function toMessage({ user_id, name, ...message }: Row): Message {
  return makeMessage({ ...message, user: { id: user_id, name } })
}
