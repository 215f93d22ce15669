import type { FastifyInstance } from 'fastify'
import { type Kysely, sql } from 'kysely'
import type { Database } from './db/schema.ts'

/** How long the database may take to answer, in milliseconds. */
const PATIENCE_MS = 2000

/** Serves `/healthz`: 200 while the database answers, else 503. */
export function serveHealth(app: FastifyInstance, db: Kysely<Database>): void {
  app.get('/healthz', async (_, reply) => {
    const isHealthy = await answers(db)
    return reply.code(isHealthy ? 200 : 503).send({ status: isHealthy ? 'ok' : 'database unreachable' })
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
