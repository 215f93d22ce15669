import { type Kysely, type Migration, sql } from 'kysely'

/** Lets messages have images, and creates the table of the images that no message has yet. */
export const addImages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('messages').addColumn('images', 'jsonb').execute()
    await db.schema
      .createTable('pending_images')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('claimed_at', 'timestamptz')
      .addColumn('inserted_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
  },
  async down(db: Kysely<unknown>) {
    await db.schema.dropTable('pending_images').execute()
    await db.schema.alterTable('messages').dropColumn('images').execute()
  },
}
