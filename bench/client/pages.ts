import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fastify from 'fastify'
import { html, route } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { live } from 'oriel/server'
import { bundleScript } from '../../client/bundle.mjs'
import { isPrivate } from '../../client/private-names.mjs'
import { streamLive, tableLive } from './views.ts'

/** The scripts that a page is measured under. */
export const clients = ['ours', 'official'] as const
export type Client = (typeof clients)[number]

const folder = join(import.meta.dirname, '../../client')

const entries: Readonly<Record<Client, string>> = {
  ours: "import { connectLive } from './live/index.ts'\nconnectLive()",
  official: `
    import { Socket } from 'phoenix'
    import { LiveSocket } from 'phoenix_live_view'
    const _csrf_token = document.querySelector('meta[name="csrf-token"]').getAttribute('content')
    new LiveSocket('/live', Socket, { params: { _csrf_token } }).connect()`,
}

/** Serves the pages that are measured, each under `?client=`, on a free port. */
export async function servePages(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const bundles = await Promise.all(
    clients.map((client) =>
      bundleScript({
        name: 'client.js',
        entry: entries[client],
        folder,
        ...(client === 'ours' && { shorten: isPrivate }),
      }),
    ),
  )
  const app = fastify()
  await app.register(live, {
    routes: [route('/table', tableLive), route('/stream', streamLive)],
    secret: 'measured '.repeat(10),
    pubsub: localPubSub(),
    log: { debug() {}, info() {}, warn() {}, error: console.error },
    rootLayout: ({ csrf, content }) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="csrf-token" content="${csrf}"><title>Measured</title>
<script type="module" src="/client.js"></script></head><body>${content}</body></html>`,
  })
  app.get('/client.js', async ({ headers: { referer = '' } }, reply) => {
    const client = new URL(referer).searchParams.get('client') as Client
    return reply.type('text/javascript').send(bundles[clients.indexOf(client)]!.code)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() }
}
