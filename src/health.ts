import type { FastifyInstance } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { counters } from './chatter/index.ts'
import type { Database } from './db/schema.ts'
import { eventLoopDelay } from './event-loop.ts'
import { viewCounters } from './view-counters.ts'

/** How long the database may take to answer, in milliseconds. */
const PATIENCE_MS = 2000

/** Serves `/healthz`: 200 while the database answers, else 503; with what this process has counted since its start. */
export function serveHealth(app: FastifyInstance, db: Kysely<Database>): void {
  const counted = [counters(), viewCounters(), eventLoopDelay()]
  app.addHook('onClose', async () => {
    for (const each of counted) each.close()
  })
  app.get('/healthz', async (_, reply) => {
    const isHealthy = await answers(db)
    const status = isHealthy ? 'ok' : 'database unreachable'
    return reply
      .code(isHealthy ? 200 : 503)
      .send({ status, ...Object.assign({}, ...counted.map((each) => each.read())) })
  })
}

async function answers(db: Kysely<Database>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS)
  })
  const query = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  return Promise.race([query, late]).finally(() => clearTimeout(timer))
}
