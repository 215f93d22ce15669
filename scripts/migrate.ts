import { loadConfig } from '../src/config.ts'
import {
  type MigrationStep,
  migrateDown,
  migrateToLatest,
  migrateUp,
  migrationStatus,
} from '../src/db/migrate.ts'
import { connectDatabase } from '../src/db/open.ts'

/** Each command of `npm run db:migrate`, and what it prints of its work. */
const commands: Readonly<Record<string, (url: string) => Promise<readonly string[]>>> = {
  latest: async (url) => describe(await migrateToLatest(url), 'Nothing to do: every migration has run.'),
  up: async (url) => describe(await migrateUp(url), 'Nothing to do: every migration has run.'),
  down: async (url) => describe(await migrateDown(url), 'Nothing to do: no migration has run.'),
  status: async (url) =>
    (await migrationStatus(url)).map(
      ({ name, executedAt }) => `${name}  ${executedAt?.toISOString() ?? 'waiting'}`,
    ),
}

function describe(steps: readonly MigrationStep[], nothing: string): readonly string[] {
  return steps.length > 0 ? steps.map(({ name, direction }) => `${direction}  ${name}`) : [nothing]
}

async function run(name: string): Promise<void> {
  const command = commands[name]
  if (!command) throw new Error(`Unknown command "${name}": use one of ${Object.keys(commands).join(', ')}.`)
  const database = await connectDatabase(loadConfig(process.env))
  try {
    for (const line of await command(database.url)) console.log(line)
  } finally {
    await database.close()
  }
}

try {
  await run(process.argv[2] ?? 'latest')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
