import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { finished } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Connection } from './connection.ts'
import type { LiveServer } from './live-server.ts'
import { isWelcome, peerOf } from './peer.ts'
import { type PollAnswer, PollSession } from './poll-session.ts'
import { knownSession } from './session-cookie.ts'

const PATH = '/live/longpoll'

/** Messages that clients put into one request at most. */
const BATCH = 100

/** Bytes of one request, as a multiple of what one message may have: many are small. */
const BATCH_FRAMES = 4

/** A browser that comes by requests. */
interface Polled {
  readonly transport: PollSession
  readonly connection: Connection
  /** The session of its cookie when it came: nobody else may use its token. */
  readonly owner: string | undefined
}

type Answer = { readonly status: number; readonly token?: string; readonly messages?: readonly string[] }

/**
 * Serves browsers that cannot open a WebSocket: a GET without a token opens a session, each further one fetches what
 * waits there, and a POST brings messages, one a line. Every answer is a 200 of HTTP and carries its status within:
 * clients cannot read any other. Only pages of this site may come here, so no answer carries CORS headers, and a
 * preflight finds no route: the token of a session in the hands of another site would be the session.
 */
export function serveLongPoll(app: FastifyInstance, server: LiveServer, connections: Set<Connection>): void {
  const polls = new Polls(server, connections)
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      if (!isWelcome(request)) return reply.send({ status: 403 } satisfies Answer)
    })
    scope.removeAllContentTypeParsers()
    const bodyLimit = BATCH_FRAMES * server.services.limits.frameBytes
    scope.addContentTypeParser('application/x-ndjson', { parseAs: 'string', bodyLimit }, (_, body, done) =>
      done(null, body),
    )
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      polls.find(request)?.transport.close()
      const { statusCode: status = 500 } = error
      request.log[status < 500 ? 'debug' : 'error']({ err: error }, 'a long poll failed')
      return reply.code(200).send({ status } satisfies Answer)
    })
    // A HEAD of its own would open sessions, too.
    scope.get(PATH, { exposeHeadRoute: false }, (request, reply) => polls.get(request, reply))
    // The token of the session stands for that of the form: no other site can know it.
    scope.post(PATH, { config: { isNoForm: true } }, async (request) => polls.post(request))
  })
}

/**
 * Breaks off requests that come while the app closes. Fastify would answer them with an error that clients cannot
 * read; a connection that breaks makes them try again.
 */
export function breakLatePolls(server: Server): void {
  server.prependListener('request', ({ url, socket }) => {
    if (url?.startsWith(PATH)) socket.destroy()
  })
}

class Polls {
  readonly #server: LiveServer
  readonly #connections: Set<Connection>
  readonly #open = new Map<string, Polled>()

  constructor(server: LiveServer, connections: Set<Connection>) {
    this.#server = server
    this.#connections = connections
  }

  find(request: FastifyRequest): Polled | undefined {
    const polled = this.#open.get(tokenOf(request))
    return polled?.owner === this.#ownerOf(request) ? polled : undefined
  }

  async get(request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const token = tokenOf(request)
    if (token === '') return this.#start(request, reply)
    const polled = this.find(request)
    return { token, ...(polled ? await poll(polled, reply) : GONE) }
  }

  post(request: FastifyRequest): Answer {
    const polled = this.find(request)
    const { body = '' } = request as { readonly body?: string }
    return { status: polled ? receive(polled, body, this.#server.services.limits.frameBytes) : 410 }
  }

  #start(request: FastifyRequest, reply: FastifyReply): Answer {
    const token = randomBytes(32).toString('base64url')
    const transport = new PollSession(this.#server.services.limits.pollMs, () => {
      this.#open.delete(token)
      this.#connections.delete(connection)
      connection.closed()
    })
    const connection = new Connection(this.#server, peerOf(this.#server, request), transport)
    this.#open.set(token, { transport, connection, owner: this.#ownerOf(request) })
    this.#connections.add(connection)
    finished(reply.raw, (error) => error && transport.terminate())
    return { token, ...GONE }
  }

  #ownerOf(request: FastifyRequest): string | undefined {
    return knownSession(this.#server.tokens, request)?.id
  }
}

/** How long the last words of a page may take that has gone, and whose poll broke off with it. */
const LAST_WORDS_MS = 500

/** Also what a client expects of the request that opens its session: there was none. */
const GONE: PollAnswer = { status: 410, messages: [] }

/** The newer clients send the token in a header, which keeps it out of the logs of proxies. */
function tokenOf({ headers, query }: FastifyRequest): string {
  const { token } = query as { readonly token?: unknown }
  return String(headers['x-phoenix-longpoll-token'] ?? token ?? '')
}

async function poll({ transport, connection }: Polled, reply: FastifyReply): Promise<PollAnswer> {
  connection.heard()
  let answer: PollAnswer | undefined
  finished(reply.raw, (error) => {
    // A client whose poll breaks off starts anew. An older poll of two, which is answered empty, is not missed.
    if (error && answer?.status !== 204) setTimeout(() => transport.terminate(), LAST_WORDS_MS).unref()
    else if (answer) transport.delivered(answer)
  })
  answer = await transport.poll()
  return answer
}

/** Hands a batch on, and gives the status of its answer. */
function receive({ transport, connection }: Polled, body: string, frameBytes: number): number {
  const lines = body.split('\n', BATCH + 1)
  if (lines.length > BATCH || lines.some((line) => Buffer.byteLength(line) > frameBytes)) {
    transport.close()
    return 413
  }
  for (const line of lines) {
    if (transport.isOver) return 410
    // A message of bytes comes as Base64.
    connection.receive(line.startsWith('[') ? line : Buffer.from(line, 'base64'))
  }
  return transport.isOver ? 410 : 200
}
