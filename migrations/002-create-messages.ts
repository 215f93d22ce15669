import { type Kysely, type Migration, sql } from 'kysely'

/** Creates the table of messages; its unique key also serves the look-up by user. */
export const createMessages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('messages')
      .addColumn('id', 'uuid', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id'))
      .addColumn('event_id', 'uuid')
      .addColumn('inserted_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addUniqueConstraint('messages_user_id_event_id_key', ['user_id', 'event_id'])
      .execute()
    await db.schema
      .createIndex('messages_inserted_at_id_index')
      .on('messages')
      .columns(['inserted_at', 'id'])
      .execute()
  },
  async down(db: Kysely<unknown>) {
    await db.schema.dropTable('messages').execute()
  },
}
