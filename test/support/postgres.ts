import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connect, unhurried } from '../../src/db/connect.ts'
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts'
import { migrateToLatest } from '../../src/db/migrate.ts'

/** The database that each test database is copied from: migrated, and empty. */
export const templateName = 'chatter_template'

/** A PostgreSQL for one run of the tests. */
export interface TestPostgres {
  readonly url: string
  stop(): Promise<void>
}

/** Starts a PostgreSQL in a temporary folder, with the migrated template in it; `stop` leaves nothing behind. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'oriel-test-'))
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false })
  await administer(server.url, `create database ${templateName}`)
  await migrateToLatest(databaseUrl(server.url, templateName))
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The address of the database `name` on the server at `url`. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = name
  return address.href
}

/** Runs statements that no transaction may hold, one after the other, on the server at `url`. */
export async function administer(url: string, ...statements: readonly string[]): Promise<void> {
  const db = connect(url, () => {}, unhurried)
  try {
    for (const statement of statements) await sql.raw(statement).execute(db)
  } finally {
    await db.destroy()
  }
}
