import type { ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import websocket from '@fastify/websocket'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { WebSocket } from 'ws'
import { decorateRenderLive, servePage } from './answer.ts'
import { Connection } from './connection.ts'
import { guard } from './guard.ts'
import { createLiveServer, type LiveServer, type LiveServerOptions } from './live-server.ts'
import { breakLatePolls, serveLongPoll } from './long-poll.ts'
import { isWelcome, peerOf } from './peer.ts'
import { decorateRunningViews } from './running-views.ts'
import { closeWithSessions, decorateSessions } from './sign-in.ts'
import { SocketTransport } from './socket-transport.ts'

/** How often silent sockets are looked for, in milliseconds. */
const SWEEP_MS = 10_000

/**
 * The Fastify plugin: serves the routes' pages, their sockets at `/live/websocket`, and at `/live/longpoll` browsers
 * that cannot open one. Ordinary routes that are added after it may use `request.liveSession`, `reply.renewSession`, `reply.endSession`, `reply.renderLive`,
 * `app.endSessions` and `app.liveViews`.
 */
export const live = fastifyPlugin<LiveServerOptions>(
  async (app, options) => {
    const server = createLiveServer({ log: app.log, ...options })
    const connections = new Set<Connection>()
    watchTurns(server)
    await app.register(cookie)
    await app.register(formbody)
    await app.register(websocket, {
      options: {
        maxPayload: server.services.limits.frameBytes,
        perMessageDeflate: false,
        // They are in `connections`.
        clientTracking: false,
      },
      preClose: () => closeAll(app, server, connections),
    })
    guard(app, server.tokens, options.trustedTypes)
    decorateSessions(app, server)
    decorateRenderLive(app, server)
    decorateRunningViews(app, server, connections)
    for (const { path } of server.routes) servePage(app, server, path)
    serveSocket(app, server, connections)
    serveLongPoll(app, server, connections)
    sweepWhileOpen(app, connections)
    const undo = closeWithSessions(
      server.services.pubsub,
      connections,
      server.waiting.places,
      server.parking.places,
    )
    app.addHook('onClose', async () => undo())
  },
  { name: 'oriel', fastify: '5.x' },
)

/** Logs what holds up the event loop, and so everybody else. */
function watchTurns({ services }: LiveServer): void {
  const tell = (turn: string, ms: number): void => {
    const rounded = Math.round(ms)
    services.log.warn({ turn, ms: rounded }, `${turn} held up everything else for ${rounded} ms`)
  }
  services.scheduler.watch({ ms: services.limits.slowTurnMs, tell })
}

function serveSocket(app: FastifyInstance, server: LiveServer, connections: Set<Connection>): void {
  const responses = new WeakMap<FastifyRequest, ServerResponse>()
  const preValidation = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isWelcome(request)) return reply.code(403).send()
    responses.set(request, reply.raw)
  }
  app.get('/live/websocket', { websocket: true, preValidation }, (socket, request) => {
    const stream = request.raw.socket
    // Else the answer that was never given, and the request, stay for as long as the socket does.
    const response = responses.get(request)
    if (response?.socket === stream) response.detachSocket(stream)
    const connection = new Connection(server, peerOf(server, request), new SocketTransport(socket, stream))
    carry(socket, connection, connections, app.log)
  })
}

// Apart from the request: what listens to the socket keeps all that it can see.
function carry(
  socket: WebSocket,
  connection: Connection,
  connections: Set<Connection>,
  log: FastifyBaseLogger,
): void {
  connections.add(connection)
  // What the plugin listens with keeps the request and its answer. Errors are heard below.
  socket.removeAllListeners('error')
  socket.on('message', (data, isBinary) => {
    connection.receive(isBinary ? (data as Buffer) : data.toString())
  })
  socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
  socket.on('close', (code) => {
    connections.delete(connection)
    connection.closed(code)
  })
}

function sweepWhileOpen(app: FastifyInstance, connections: ReadonlySet<Connection>): void {
  const sweep = setInterval(() => {
    const now = performance.now()
    for (const connection of connections) connection.checkIdle(now)
  }, SWEEP_MS)
  sweep.unref()
  app.addHook('onClose', async () => clearInterval(sweep))
}

/** Tells every browser to come back later, and waits until they are gone, at most two seconds. */
async function closeAll(
  app: FastifyInstance,
  { waiting, parking }: LiveServer,
  connections: ReadonlySet<Connection>,
): Promise<void> {
  waiting.close()
  parking.close()
  // A closing server answers an upgrade with 503 and forgets the socket, which then keeps it from ending.
  app.server.prependListener('upgrade', (_, socket) => socket.destroy())
  breakLatePolls(app.server)
  for (const connection of connections) connection.close(1012, 'restart')
  const end = Date.now() + 2000
  while (connections.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  for (const connection of connections) connection.drop()
}
