import type { Selectable } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../src/db/schema.ts'
import { testDatabase } from '../support/database.ts'

interface Column<Value> {
  readonly type: Value extends Date ? 'timestamptz' : 'uuid' | 'text' | 'jsonb'
  readonly nullable: null extends Value ? true : false
  readonly generated: boolean
}

/** What the interface says, in values: the compiler refuses a column more, less, or of another type than it has. */
const described: {
  [Table in keyof Database]: {
    [Name in keyof Database[Table]]: Column<
      Selectable<Database[Table]>[Name & keyof Selectable<Database[Table]>]
    >
  }
} = {
  users: {
    id: { type: 'uuid', nullable: false, generated: true },
    name: { type: 'text', nullable: false, generated: false },
    inserted_at: { type: 'timestamptz', nullable: false, generated: true },
    updated_at: { type: 'timestamptz', nullable: false, generated: true },
  },
  messages: {
    id: { type: 'uuid', nullable: false, generated: true },
    content: { type: 'text', nullable: false, generated: false },
    user_id: { type: 'uuid', nullable: false, generated: false },
    event_id: { type: 'uuid', nullable: true, generated: false },
    images: { type: 'jsonb', nullable: true, generated: false },
    inserted_at: { type: 'timestamptz', nullable: false, generated: true },
    updated_at: { type: 'timestamptz', nullable: false, generated: true },
  },
  pending_images: {
    name: { type: 'text', nullable: false, generated: false },
    claimed_at: { type: 'timestamptz', nullable: true, generated: false },
    inserted_at: { type: 'timestamptz', nullable: false, generated: true },
  },
}

const database = await testDatabase()

test('the interface of the tables is what the migrations make', async () => {
  const tables = await database.db.introspection.getTables()
  const real = tables.map(({ name, columns }) => [
    name,
    Object.fromEntries(
      columns.map(({ name, dataType, isNullable, hasDefaultValue }) => [
        name,
        { type: dataType, nullable: isNullable, generated: hasDefaultValue },
      ]),
    ),
  ])
  expect(Object.fromEntries(real)).toEqual(described)
})
