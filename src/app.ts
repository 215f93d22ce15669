import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Kysely } from 'kysely'
import type { Route } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { type Limits, live, logTurns } from 'oriel/server'
import { layout, rootLayout } from '../views/layout.ts'
import { routes } from '../views/routes.ts'
import { readManifest, serveAssets } from './assets.ts'
import { createChatter, type ImageStore } from './chatter/index.ts'
import type { Config } from './config.ts'
import type { Database } from './db/schema.ts'
import { serveErrorPages } from './error-pages.ts'
import { serveHealth } from './health.ts'
import { serveImages } from './images/serve-images.ts'

/** What the app is put together from. */
export interface AppOptions {
  readonly config: Pick<Config, 'logLevel' | 'messageRate' | 'secretKeyBase' | 'trustProxy'> &
    Partial<Pick<Config, 'debugPages' | 'imageBytes'>>
  /** The migrated database. */
  readonly db: Kysely<Database>
  /** Where the images of messages are kept. */
  readonly imageStore: ImageStore
  /** The folder of the built browser files. */
  readonly clientDir: string
  /** Pages to serve beside Chatter's own. */
  readonly pages?: readonly Route[]
  /** The policies that the browser files make; that of our client by default. */
  readonly trustedTypes?: readonly string[]
  /** Bounds other than the defaults. */
  readonly limits?: Partial<Limits>
}

/** Bytes of one message to a browser that developers are warned of. */
const LARGE_BYTES = 100_000

/** How long open HTTP connections may hold up a close, in milliseconds. */
const CLOSE_MS = 1000

/** Puts Chatter together; it ends with the server that is returned. */
export async function createApp({
  config,
  db,
  imageStore,
  clientDir,
  pages = [],
  trustedTypes = ['oriel'],
  limits = {},
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: config.logLevel },
    trustProxy: config.trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
  })
  const pubsub = localPubSub({ onError: (err, topic) => app.log.error({ err, topic }, 'a listener failed') })
  const { messageRate, imageBytes = 8_000_000 } = config
  const chatter = await createChatter({ db, pubsub, imageStore, imageBytes, messageRate, log: app.log })
  app.addHook('onClose', chatter.close)
  closeWithin(app, CLOSE_MS)
  logWhatViewsDo(app, config.logLevel)
  const assets = readManifest(clientDir)
  serveErrorPages(app, rootLayout, assets.url, config.debugPages ?? false)
  await app.register(live, {
    routes: [...routes(chatter), ...pages],
    rootLayout,
    layout,
    assets,
    pubsub,
    secret: config.secretKeyBase,
    trustedTypes,
    limits: { ...(config.debugPages && { largeBytes: LARGE_BYTES }), ...limits },
  })
  await serveAssets(app, clientDir)
  serveImages(app, chatter.images)
  serveHealth(app, db)
  return app
}

/** Costs nothing where nobody would see it. */
function logWhatViewsDo(app: FastifyInstance, level: string): void {
  if (level !== 'debug' && level !== 'trace') return
  const undo = logTurns(app.log)
  app.addHook('onClose', async () => undo())
}

// Browsers open connections in advance: these count as busy until they have carried a request.
function closeWithin(app: FastifyInstance, ms: number): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), ms)
  })
  app.addHook('onClose', async () => clearTimeout(timer))
}
