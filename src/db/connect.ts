import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolConfig } from 'pg'
import { DatabaseError } from './database-error.ts'
import type { Database } from './schema.ts'

/** Hears that the database has dropped a connection; the next query makes a new one. */
export type LostConnection = (error: Error) => void

/** Times in milliseconds. The longest wait of a query stays under the 15 s that a view's turn may take. */
const defaults = {
  max: 10,
  application_name: 'chatter',
  keepAlive: true,
  connectionTimeoutMillis: 3_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 5_000,
  query_timeout: 6_000,
  idle_in_transaction_session_timeout: 15_000,
} as const satisfies PoolConfig

/** For one connection whose work takes as long as it needs, also on a machine that is busy: it changes databases. */
export const unhurried = {
  max: 1,
  connectionTimeoutMillis: 60_000,
  statement_timeout: 0,
  query_timeout: 0,
} as const satisfies PoolConfig

/** Makes a pool for the PostgreSQL at `url`; nothing is connected before the first query. */
export function connect(url: string, onLost: LostConnection, overrides: PoolConfig = {}): Kysely<Database> {
  const pool = new Pool({ ...defaults, ...overrides, connectionString: url })
  pool.on('error', onLost)
  // The pool listens to idle clients only: one that is lost inside a transaction would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

/** Makes sure that the PostgreSQL at `url` answers; throws a `DatabaseError` that says what to do. */
export async function reach(url: string, db: Kysely<Database>): Promise<void> {
  try {
    await db.connection().execute(async () => {})
  } catch (cause) {
    throw new DatabaseError(
      `The database at ${describe(url)} cannot be used (${reason(cause)}): start it, or set DATABASE_URL to one that runs.`,
      { cause },
    )
  }
}

/** A database's address without its password. */
function describe(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL'
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? `${hostname}:${port || 5432}`
  return `${host}${pathname}`
}

function reason(cause: unknown): string {
  // Where a name stands for several addresses, the error is one of them all and has no message of its own.
  if (cause instanceof AggregateError) return cause.errors.map(reason).join(', ')
  return cause instanceof Error ? cause.message : String(cause)
}
