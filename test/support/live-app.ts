import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { html, type RootLayout } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { type LiveServerOptions, live } from 'oriel/server'
import { type LogLine, logLines } from './log-lines.ts'

/** Pages of a test, served as an app serves them. */
export interface LiveApp {
  readonly app: FastifyInstance
  readonly url: string
  readonly port: number
  /** What the framework has logged. */
  readonly lines: readonly LogLine[]
  close(): Promise<void>
}

/** What an app of a test is put together from. */
export interface LiveAppOptions extends Partial<Omit<LiveServerOptions, 'log'>> {
  readonly routes: LiveServerOptions['routes']
  readonly trustProxy?: boolean
  /** A free one by default. */
  readonly port?: number
  /** Adds pages beside the views. */
  readonly extend?: (app: FastifyInstance) => void
}

const rootLayout: RootLayout = ({ title, csrf, content }) => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="csrf-token" content="${csrf}"><title>${title}</title></head>
  <body>${content}</body>
</html>`

/** Serves views on a free port of this machine; close it when the test is done. */
export async function serveLive({
  trustProxy = false,
  port: wanted = 0,
  extend,
  limits = {},
  ...options
}: LiveAppOptions): Promise<LiveApp> {
  const app = fastify({ trustProxy })
  const { log, lines } = logLines()
  const secret = 'tested '.repeat(10)
  // A machine that is busy with other tests says nothing about the app.
  const bounds = { slowTurnMs: Number.POSITIVE_INFINITY, ...limits }
  await app.register(live, { rootLayout, secret, pubsub: localPubSub(), log, limits: bounds, ...options })
  extend?.(app)
  await app.listen({ port: wanted, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { app, port, url: `http://127.0.0.1:${port}`, lines, close: () => app.close() }
}
