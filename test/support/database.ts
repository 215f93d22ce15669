import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { connect } from '../../src/db/connect.ts'
import type { Database } from '../../src/db/schema.ts'
import { administer, databaseUrl, templateName } from './postgres.ts'

/** A migrated database of a test file's own. */
export interface TestDatabase {
  readonly db: Kysely<Database>
  readonly url: string
  /** Cuts every connection and refuses new ones, as a server that has stopped. */
  stop(): Promise<void>
  /** Takes connections again. */
  start(): Promise<void>
  /** Ends the connections and drops the database. */
  drop(): Promise<void>
}

/**
 * Makes an empty database. At the top of a test file, `const database = await testDatabase()` is all, and it is
 * dropped after the file's tests; a `beforeAll` hook returns `database.drop` for that.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name} template ${templateName}`)
  const url = databaseUrl(server, name)
  const db = connect(url, () => {})
  let dropped: Promise<void> | undefined
  const drop = () => {
    dropped ??= db.destroy().then(() => administer(server, `drop database ${name} with (force)`))
    return dropped
  }
  // Vitest does not hear this call inside a hook, only while it reads the file.
  afterAll(drop)
  return {
    db,
    url,
    stop: () =>
      administer(
        server,
        `alter database ${name} allow_connections false`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      ),
    start: async () => {
      await administer(server, `alter database ${name} allow_connections true`)
      await waitForPool(db)
    },
    drop,
  }
}

/** As many connections as the pool may hold, so that a round of queries asks each of them. */
const POOL_SIZE = 10

/** Waits until no connection of the pool is one that the server has ended: a query may learn that only by failing. */
async function waitForPool(db: Kysely<Database>): Promise<void> {
  const queries = Array.from({ length: POOL_SIZE }, () => sql`select 1`.execute(db))
  const results = await Promise.allSettled(queries)
  if (results.some(({ status }) => status === 'rejected')) await waitForPool(db)
}
