import { type MigrationResultSet, Migrator } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import { connect, unhurried } from './connect.ts'
import { DatabaseError } from './database-error.ts'

/** What a migration did. */
export interface MigrationStep {
  readonly name: string
  readonly direction: 'up' | 'down'
}

/** A migration and when it ran; `undefined` while it waits. */
export interface MigrationStatus {
  readonly name: string
  readonly executedAt: Date | undefined
}

/** Runs every migration that waits; of several nodes that start together, one does it and the others wait. */
export function migrateToLatest(url: string): Promise<readonly MigrationStep[]> {
  return withMigrator(url, async (migrator) => stepsOf(await migrator.migrateToLatest()))
}

/** Runs the next migration that waits. */
export function migrateUp(url: string): Promise<readonly MigrationStep[]> {
  return withMigrator(url, async (migrator) => stepsOf(await migrator.migrateUp()))
}

/** Takes the last migration back. */
export function migrateDown(url: string): Promise<readonly MigrationStep[]> {
  return withMigrator(url, async (migrator) => stepsOf(await migrator.migrateDown()))
}

/** Lists all migrations in their order. */
export function migrationStatus(url: string): Promise<readonly MigrationStatus[]> {
  return withMigrator(url, async (migrator) => {
    const all = await migrator.getMigrations()
    return all.map(({ name, executedAt }) => ({ name, executedAt }))
  })
}

/** Opens a connection of its own, because a migration may take longer than any other statement. */
async function withMigrator<T>(url: string, use: (migrator: Migrator) => Promise<T>): Promise<T> {
  const db = connect(url, () => {}, unhurried)
  try {
    return await use(new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } }))
  } finally {
    await db.destroy()
  }
}

function stepsOf({ error, results = [] }: MigrationResultSet): readonly MigrationStep[] {
  const failed = results.find(({ status }) => status === 'Error')
  if (failed)
    throw new DatabaseError(
      `The migration ${failed.migrationName} failed, and nothing was changed: ${messageOf(error)}`,
      {
        cause: error,
      },
    )
  if (error) throw new DatabaseError(`The database cannot be migrated: ${messageOf(error)}`, { cause: error })
  return results.map(({ migrationName, direction }) => ({
    name: migrationName,
    direction: direction === 'Up' ? 'up' : 'down',
  }))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
