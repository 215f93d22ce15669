import { randomBytes } from 'node:crypto'
import { extname } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { type Bucket, route } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { type Log, live, renderToString } from 'oriel/server'
import { serveBucket } from '../support/s3-server.ts'
import { bundle } from './bundle.ts'
import { contents } from './contents.ts'
import { layout, rootLayout } from './layout.ts'
import { plain } from './pages/plain.ts'
import { report } from './pages/report.ts'
import { type Entry, pages } from './routes.ts'
import { Accounts } from './sign-in/accounts.ts'
import { serveSessions } from './sign-in/routes.ts'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Puts the gallery together; listen on it where you like. */
export async function galleryApp({ log }: { readonly log: Log }): Promise<FastifyInstance> {
  const app = fastify()
  const pubsub = localPubSub()
  const accounts = new Accounts()
  const store = await serveBucket()
  app.addHook('onClose', () => store.close())
  allowBucket(app, store.bucket)
  const all = pages(pubsub, accounts, store.bucket)
  const routes = [route('/', contents([...all, reportEntry, deadEntry])), ...all]
  const secret = randomBytes(48).toString('hex')
  const views = { report }
  beStrict(app)
  await app.register(live, { routes, views, rootLayout, layout, assets, secret, pubsub, log })
  await serveFiles(app)
  servePlainPages(app)
  serveSessions(app, accounts)
  app.get('/report', (_, reply) => reply.renderLive(report, { session: { year: 2026 } }))
  return app
}

const reportEntry: Entry = { path: '/report', shows: 'A view on an ordinary route.' }

const deadEntry: Entry = { path: '/dead', shows: 'A page without a view.' }

/** What a deploy would change: the script of the build before has another name. */
const assets = {
  url: (name: string) => `/assets/${name}`,
  isCurrent: (path: string) => !path.includes('.old.'),
}

/** The page `/upload-external` sends files to the bucket, and so may connect to it. */
function allowBucket(app: FastifyInstance, { url: bucket }: Bucket): void {
  app.addHook('onSend', async ({ url }, reply) => {
    if (!url.startsWith('/upload-external')) return
    reply.header(
      'content-security-policy',
      `default-src 'self'; connect-src 'self' ${new URL(bucket).origin}`,
    )
  })
}

/** The page `/strict` allows what is needed at most. The official client knows no Trusted Types. */
function beStrict(app: FastifyInstance): void {
  app.addHook('onSend', async ({ url }, reply) => {
    if (!url.startsWith('/strict')) return
    const trusted = url.includes('client=oriel')
      ? "; require-trusted-types-for 'script'; trusted-types oriel"
      : ''
    reply.header('content-security-policy', `default-src 'self'; img-src 'self' blob:${trusted}`)
  })
}

async function serveFiles(app: FastifyInstance): Promise<void> {
  const files = await bundle()
  app.get<{ Params: { name: string } }>('/assets/:name', async ({ params: { name } }, reply) => {
    const file = files.get(name.replace('.old.', '.'))
    if (file === undefined) return reply.callNotFound()
    return reply.type(types[extname(name)] ?? 'text/plain').send(file)
  })
}

/** What is no view: a page, an echo for forms, a page that fails; a path that nobody knows is 404 by itself. */
function servePlainPages(app: FastifyInstance): void {
  const dead = renderToString(
    rootLayout({ title: 'No view', csrf: '', content: plain(), assets: assets.url }),
  )
  app.get('/favicon.ico', (_, reply) => reply.code(204).send())
  app.get('/health', async () => 'ok')
  app.get('/dead', async (_, reply) => reply.type('text/html; charset=utf-8').send(dead))
  app.post('/echo', async ({ body }) => body)
  app.get('/broken', async () => {
    throw new Error('planted')
  })
}
