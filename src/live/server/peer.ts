import type { FastifyRequest } from 'fastify'
import { isOwnOrigin } from './http.ts'
import type { LiveServer } from './live-server.ts'
import { isCsrfToken } from './session.ts'
import { knownSession } from './session-cookie.ts'
import type { Peer } from './transport.ts'

/** Whether a request may open a transport, or use one: it comes from this site, and speaks this protocol. */
export function isWelcome(request: FastifyRequest): boolean {
  const { vsn } = request.query as { readonly vsn?: unknown }
  const isForeign = !isOwnOrigin(request)
  if (isForeign)
    request.log.warn({ code: 'foreign_origin', origin: request.headers.origin }, 'a socket was refused')
  return !isForeign && typeof vsn === 'string' && vsn.startsWith('2.')
}

/** The browser that opens a transport by a request. */
export function peerOf({ tokens }: LiveServer, request: FastifyRequest): Peer {
  const session = knownSession(tokens, request)
  const { _csrf_token: token } = request.query as { readonly _csrf_token?: unknown }
  return {
    session: session && isCsrfToken(session, token) ? session : undefined,
    host: request.host,
    info: { address: request.ip, userAgent: request.headers['user-agent'] ?? '', headers: request.headers },
  }
}
