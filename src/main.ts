import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { builtClientDir } from './assets.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { DatabaseError } from './db/database-error.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { openImageStore } from './images/open-store.ts'

/** How long a shutdown may take, in milliseconds. */
const SHUTDOWN_MS = 9000

async function main(): Promise<void> {
  const config = loadConfig(process.env)
  const imageStore = await openImageStore(config)
  const database = await openDatabase(config)
  const app = await createApp({ config, db: database.db, imageStore, clientDir: builtClientDir() })
  endOnSignal(app, database)
  try {
    await listen(app, config)
  } catch (error) {
    await close(app, database)
    throw error
  }
}

async function listen(app: FastifyInstance, { port, host }: Config): Promise<void> {
  const address = await app.listen({ port, host })
  console.log(`Chatter is open at ${address}`)
}

function endOnSignal(app: FastifyInstance, database: OpenDatabase): void {
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
    close(app, database).then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

async function close(app: FastifyInstance, database: OpenDatabase): Promise<void> {
  await app.close()
  await database.close()
}

/** Says in one line what is wrong with how the app is run; anything else is a fault of its own and shows where. */
function fail(error: NodeJS.ErrnoException): void {
  console.error(explain(error) ?? error)
  process.exit(1)
}

function explain(error: NodeJS.ErrnoException): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseError) return error.message
  const port = process.env['PORT'] ?? 4000
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use: stop what runs there, or set PORT to another.`
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user: set PORT to one above 1023.`
  return undefined
}

main().catch(fail)
