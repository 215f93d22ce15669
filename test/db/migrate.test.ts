import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { connect } from '../../src/db/connect.ts'
import { migrateDown, migrateToLatest, migrateUp, migrationStatus } from '../../src/db/migrate.ts'
import { administer, databaseUrl } from '../support/postgres.ts'

const names = Object.keys(migrations)

/** Makes a database in which nothing was migrated. */
async function emptyDatabase(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name}`)
  onTestFinished(() => administer(server, `drop database ${name} with (force)`))
  return databaseUrl(server, name)
}

async function tableNames(url: string): Promise<string[]> {
  const db = connect(url, () => {})
  const tables = await db.introspection.getTables()
  await db.destroy()
  return tables.map(({ name }) => name).sort()
}

test('the names of the migrations are their order', () => {
  expect(names).toEqual([...names].sort())
})

test('the latest version is reached once', async () => {
  const url = await emptyDatabase()
  expect(await migrateToLatest(url)).toEqual(names.map((name) => ({ name, direction: 'up' })))
  expect(await migrateToLatest(url)).toEqual([])
  expect(await tableNames(url)).toEqual(['messages', 'pending_images', 'users'])
})

test('of several nodes that migrate at once, one does it and none fails', async () => {
  const url = await emptyDatabase()
  const done = await Promise.all([1, 2, 3].map(() => migrateToLatest(url)))
  expect(done.map(({ length }) => length).sort()).toEqual([0, 0, names.length])
})

test('each migration can be taken back, and run again', async () => {
  const url = await emptyDatabase()
  await migrateToLatest(url)
  for (const name of [...names].reverse())
    expect(await migrateDown(url)).toEqual([{ name, direction: 'down' }])
  expect(await migrateDown(url)).toEqual([])
  expect(await tableNames(url)).toEqual([])
  for (const name of names) expect(await migrateUp(url)).toEqual([{ name, direction: 'up' }])
  expect(await migrateUp(url)).toEqual([])
})

test('the status names each migration and when it ran', async () => {
  const url = await emptyDatabase()
  await migrateUp(url)
  expect(await migrationStatus(url)).toEqual(
    names.map((name, index) => ({ name, executedAt: index === 0 ? expect.any(Date) : undefined })),
  )
})

test('a migration that fails is named, and nothing stays half done', async () => {
  const url = await emptyDatabase()
  await administer(url, 'create table messages (id int)')
  await expect(migrateToLatest(url)).rejects.toThrow(
    /^The migration 002-create-messages failed, and nothing was changed: relation "messages" already exists$/,
  )
  expect(await tableNames(url)).toEqual(['messages'])
})

test('a database that is newer than the code is refused', async () => {
  const url = await emptyDatabase()
  await migrateToLatest(url)
  const db = connect(url, () => {})
  await sql`insert into kysely_migration (name, timestamp) values ('999-from-the-future', 'now')`.execute(db)
  await db.destroy()
  await expect(migrateToLatest(url)).rejects.toThrow(
    /^The database cannot be migrated: .*999-from-the-future/,
  )
})
