import { type Kysely, type Migration, sql } from 'kysely'

/** Creates the table of registered names. */
export const createUsers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('users')
      .addColumn('id', 'uuid', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('inserted_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addUniqueConstraint('users_name_key', ['name'])
      .execute()
  },
  async down(db: Kysely<unknown>) {
    await db.schema.dropTable('users').execute()
  },
}
