import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { connect, type LostConnection, reach } from './connect.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrateToLatest } from './migrate.ts'
import type { Database } from './schema.ts'

/** A database in use. */
export interface OpenDatabase {
  readonly db: Kysely<Database>
  /** Where others reach the same database. */
  readonly url: string
  /** Ends the connections, and the embedded server with them. */
  close(): Promise<void>
}

/** Which database to open. */
export interface DatabaseOptions {
  /** The PostgreSQL to use; without one, an embedded server is started. */
  readonly databaseUrl?: string | undefined
  /** The folder in which the embedded server keeps its data, in `postgres`. */
  readonly dataDir: string
  /** Hears of each connection that the database has dropped. */
  readonly onLost?: LostConnection
}

/** Opens the database and brings its tables up to date; throws a `DatabaseError` of one line where it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const database = await connectDatabase(options)
  try {
    await migrateToLatest(database.url)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Opens the database as it is, without migrating it; throws a `DatabaseError` of one line where it cannot. */
export async function connectDatabase({
  databaseUrl,
  dataDir,
  onLost = () => {},
}: DatabaseOptions): Promise<OpenDatabase> {
  const server = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  const db = connect(server.url, onLost)
  const close = async () => {
    await db.destroy()
    await server.stop()
  }
  try {
    await reach(server.url, db)
    return { db, url: server.url, close }
  } catch (error) {
    await close()
    throw error
  }
}
