import type { FastifyRequest } from 'fastify'
import type { ConnectInfo } from '../view/live.ts'
import { isOwnOrigin } from './http.ts'
import type { LiveServer } from './live-server.ts'
import { isCsrfToken } from './session.ts'
import { knownSession, otherCookies } from './session-cookie.ts'
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
    info: { address: request.ip, userAgent: request.headers['user-agent'] ?? '', headers: keptOf(request) },
  }
}

/** The headers without those that only open the socket, and without the session: they are kept for as long as that is there. */
function keptOf({ headers }: FastifyRequest): ConnectInfo['headers'] {
  const kept: Record<string, string | readonly string[] | undefined> = {}
  for (const name in headers) if (!LEFT_OUT.test(name)) kept[name] = headers[name]
  const cookie = headers.cookie && otherCookies(headers.cookie)
  if (cookie) kept['cookie'] = cookie
  return kept
}

const LEFT_OUT = /^(connection|upgrade|sec-websocket-.*|cookie)$/
