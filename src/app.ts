import fastify, { type FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { localPubSub } from 'oriel/bus'
import { live } from 'oriel/server'
import { layout, rootLayout } from '../views/layout.ts'
import { routes } from '../views/routes.ts'
import { readManifest, serveAssets } from './assets.ts'
import { createChatter } from './chatter/index.ts'
import type { Config } from './config.ts'
import type { Database } from './db/schema.ts'
import { serveErrorPages } from './error-pages.ts'
import { serveHealth } from './health.ts'

/** What the app is put together from. */
export interface AppOptions {
  readonly config: Pick<Config, 'logLevel' | 'messageRate' | 'secretKeyBase' | 'trustProxy'>
  /** The migrated database. */
  readonly db: Kysely<Database>
  /** The folder of the built browser files. */
  readonly clientDir: string
}

/** Puts Chatter together; it ends with the server that is returned. */
export async function createApp({ config, db, clientDir }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: config.logLevel },
    trustProxy: config.trustProxy,
    disableRequestLogging: true,
  })
  const pubsub = localPubSub({ onError: (err, topic) => app.log.error({ err, topic }, 'a listener failed') })
  const chatter = await createChatter({ db, pubsub, messageRate: config.messageRate, log: app.log })
  app.addHook('onClose', chatter.close)
  const assets = readManifest(clientDir)
  serveErrorPages(app, rootLayout, assets)
  await app.register(live, {
    routes: routes(chatter),
    rootLayout,
    layout,
    assets,
    pubsub,
    secret: config.secretKeyBase,
  })
  await serveAssets(app, clientDir)
  serveHealth(app, db)
  return app
}
