/** Chatter with 100 people, or as many as PEOPLE says, and 100 messages, and the pages for measurements, in production mode. */
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../src/app.ts'
import { builtClientDir } from '../src/assets.ts'
import { openDatabase } from '../src/db/open.ts'
import { diskStore } from '../src/images/disk-store.ts'
import { answerParent } from './asked.ts'
import { benchRoutes } from './pages/routes.ts'
import { seed } from './seed.ts'
import { tellWorkDone } from './work-done.ts'

const dataDir = join(tmpdir(), `oriel-bench-${process.pid}`)
const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], dataDir })
await seed(database.db, Number(process.env['PEOPLE'] ?? 100))
const config = {
  logLevel: 'warn',
  messageRate: 0,
  secretKeyBase: 'measured '.repeat(8),
  trustProxy: false,
} as const
const app = await createApp({
  config,
  db: tellWorkDone(database.db),
  imageStore: diskStore(join(dataDir, 'images')),
  clientDir: builtClientDir(),
  pages: benchRoutes,
  limits: JSON.parse(process.env['LIMITS'] ?? '{}'),
})

async function end(): Promise<void> {
  await app.close()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
  process.exit(0)
}

process.once('SIGTERM', end)
process.once('SIGINT', end)
const address = await app.listen({ port: Number(process.env['PORT'] ?? 4100), host: '127.0.0.1' })
console.log(`The pages for measurements are open at ${address} (process ${process.pid})`)
process.send?.(address)
// A server that a measurement has started does not outlive it.
process.once('disconnect', end)
answerParent()
