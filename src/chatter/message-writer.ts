import { type CompiledQuery, type Kysely, sql } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { User } from './accounts.ts'
import { dateOf, isoMicroseconds } from './clock.ts'
import type { Image } from './image.ts'
import { type Message, makeMessage } from './message.ts'

/** A message on its way into the database. */
export interface Draft {
  readonly id: string
  readonly user: User
  readonly content: string
  /** Pending images, which no other message is about to take. */
  readonly images: readonly Image[]
  /** The sender's own id of this sending, in lower case. */
  readonly eventId: string | undefined
}

/** What a message writer stands on. */
export interface MessageWriterOptions {
  readonly db: Kysely<Database>
  /** Gives the time in microseconds, always later than before. */
  readonly nextMoment: () => number
  /** Hears of each message once, when it is in the database, in the order of their moments. */
  readonly onWritten: (message: Message) => void
}

/** Writes drafts in their order, and gives the message of each: for an event written before, that of the first time. */
export type MessageWriter = (drafts: readonly Draft[]) => Promise<readonly Message[]>

const lostCapacity = 1_000

/** Makes the writer of a database's messages; it is called again only after its last promise has settled. */
export function messageWriter({ db, nextMoment, onWritten }: MessageWriterOptions): MessageWriter {
  let lost: readonly Message[] = []
  const insert = inserter(db)

  /** A connection that broke may have broken after the commit: what is there after all is told of late, but told of. */
  async function recoverLost(): Promise<void> {
    if (lost.length === 0) return
    const found = await findIds(db, lost)
    for (const message of lost) if (found.has(message.id)) onWritten(message)
    lost = []
  }

  return async (drafts) => {
    await recoverLost()
    const stamped = withoutRepeats(drafts).map((draft) => ({ draft, moment: nextMoment() }))
    const messages = new Map(stamped.map((one) => [one.draft.id, messageOf(one)]))
    const rows = await insert(stamped).catch((error: unknown) => {
      lost = [...lost, ...messages.values()].slice(-lostCapacity)
      throw error
    })
    const written = new Set(rows.map(({ id }) => id))
    for (const message of messages.values()) if (written.has(message.id)) onWritten(message)
    const rowByKey = new Map(rows.map((row) => [rowKey(row), row]))
    return drafts.map((draft) => {
      const row = rowByKey.get(draftKey(draft))!
      return messages.get(row.id) ?? makeMessage({ ...row, user: draft.user })
    })
  }
}

interface Stamped {
  readonly draft: Draft
  readonly moment: number
}

type Row = Awaited<ReturnType<typeof insertWithImages>>[number]

/** Inserts in one statement, so that a failure leaves no doubt about half of the rows. */
function inserter(db: Kysely<Database>): (stamped: readonly Stamped[]) => Promise<readonly Row[]> {
  // One for each number of rows: to put it together takes longer than all else that is done for a message.
  const statements = new Map<number, CompiledQuery<Row>>()
  return async (stamped) => {
    const rows = stamped.map(rowOf)
    if (rows.some(({ images }) => images !== null)) return insertWithImages(db, rows)
    const statement = statements.get(rows.length) ?? inserting(db, rows).compile()
    statements.set(rows.length, statement)
    const parameters = rows.flatMap((row) => Object.values(row))
    return (await db.executeQuery<Row>({ ...statement, parameters })).rows
  }
}

const inserting = (db: Kysely<Database>, rows: readonly InsertedRow[]) =>
  db
    .insertInto('messages')
    .values(rows)
    // Changes nothing; a row that is left alone would not be returned.
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'event_id'])
        .doUpdateSet({ event_id: (expression) => expression.ref('excluded.event_id') }),
    )
    .returning(['id', 'user_id', 'event_id', 'content', 'images', 'inserted_at'])

function insertWithImages(db: Kysely<Database>, rows: readonly InsertedRow[]) {
  // What a message has is not pending any more. For an event written before, that is what its first message has.
  const taken = sql<string>`(select image ->> 'name' from written, jsonb_array_elements(written.images) image)`
  return db
    .with('written', () => inserting(db, rows))
    .with('taken', (query) => query.deleteFrom('pending_images').where('name', 'in', taken))
    .selectFrom('written')
    .selectAll()
    .execute()
}

type InsertedRow = ReturnType<typeof rowOf>

function rowOf({ draft: { id, user, content, images, eventId }, moment }: Stamped) {
  const inserted_at = isoMicroseconds(moment)
  return {
    id,
    user_id: user.id,
    content,
    images: images.length > 0 ? JSON.stringify(images) : null,
    event_id: eventId ?? null,
    inserted_at,
    updated_at: inserted_at,
  }
}

async function findIds(db: Kysely<Database>, messages: readonly Message[]): Promise<ReadonlySet<string>> {
  const ids = messages.map(({ id }) => id)
  const rows = await db.selectFrom('messages').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

function messageOf({ draft: { id, user, content, images }, moment }: Stamped): Message {
  return makeMessage({ id, content, images, inserted_at: dateOf(moment), user })
}

/** Keeps the first draft of each event: no statement may touch a row twice. */
function withoutRepeats(drafts: readonly Draft[]): readonly Draft[] {
  const firsts = new Map<string, Draft>()
  for (const draft of drafts) if (!firsts.has(draftKey(draft))) firsts.set(draftKey(draft), draft)
  return [...firsts.values()]
}

function draftKey({ id, user, eventId }: Draft): string {
  return eventId ? `${user.id} ${eventId}` : id
}

function rowKey({ id, user_id, event_id }: Row): string {
  return event_id ? `${user_id} ${event_id}` : id
}
