import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/schema.ts'

/**
 * The images that are stored and stand in no message. A row is made before the bytes come, and goes in the statement
 * that writes the message: so whatever happens in between, a stored image has a row or a message.
 */
export interface PendingImages {
  add(name: string): Promise<void>
  /** Sets images aside for a message; false, and none is, when one of them is not pending. */
  claim(names: readonly string[]): Promise<boolean>
  /** Undoes `claim` for those that no message has taken. */
  release(names: readonly string[]): Promise<void>
  /** Takes the row of an image away, if it has one and no message is about to take it. */
  drop(name: string): Promise<boolean>
  /** Takes the rows away of which nothing is to be expected any more, and gives their names. */
  dropStale(): Promise<readonly string[]>
}

/** A person may come back to what they have begun to write; a message is written within seconds. */
const PATIENCE = { chosen: '1 day', claimed: '1 hour' } as const

/** Keeps the pending images of a database. */
export function pendingImages(db: Kysely<Database>): PendingImages {
  const release = async (names: readonly string[]) => {
    await db.updateTable('pending_images').set({ claimed_at: null }).where('name', 'in', names).execute()
  }
  return {
    release,
    async add(name) {
      await db.insertInto('pending_images').values({ name }).execute()
    },
    async claim(names) {
      const claimed = await db
        .updateTable('pending_images')
        .set({ claimed_at: sql`now()` })
        .where('name', 'in', names)
        .where('claimed_at', 'is', null)
        .returning('name')
        .execute()
      if (claimed.length === names.length) return true
      if (claimed.length > 0) await release(claimed.map(({ name }) => name))
      return false
    },
    async drop(name) {
      const dropped = await db
        .deleteFrom('pending_images')
        .where('name', '=', name)
        .where('claimed_at', 'is', null)
        .returning('name')
        .execute()
      return dropped.length > 0
    },
    async dropStale() {
      const { rows } = await sql<{ name: string }>`delete from pending_images
        where (claimed_at is null and inserted_at < now() - ${PATIENCE.chosen}::interval)
          or claimed_at < now() - ${PATIENCE.claimed}::interval
        returning name`.execute(db)
      return rows.map(({ name }) => name)
    },
  }
}
