import type { FastifyReply, FastifyRequest } from 'fastify'
import { LiveError } from '../kit/error.ts'
import type { Flash } from '../view/outcome.ts'
import { newSession, openFlash, readSession, type Session } from './session.ts'
import type { Tokens } from './token.ts'

const SESSION_COOKIE = 'oriel_session'

/** The client writes it too, before it loads the page that a view redirects to. */
const FLASH_COOKIE = '__phoenix_flash__'

/** The session of a request's browser, if its cookie is one of ours. */
export const knownSession = (tokens: Tokens, request: FastifyRequest): Session | undefined =>
  readSession(tokens, request.cookies[SESSION_COOKIE])

/** The session of a request's browser; a new visitor is given one. */
export function sessionOf(tokens: Tokens, request: FastifyRequest, reply: FastifyReply): Session {
  const known = knownSession(tokens, request)
  if (known) return known
  const session = newSession()
  reply.setCookie(SESSION_COOKIE, tokens.sign('cookie', session), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // A secure cookie over plain HTTP would be dropped, and every join be stale.
    secure: request.protocol === 'https',
  })
  return session
}

/** The flash that a redirect left for this page; reading it takes it away. */
export function takeFlash(tokens: Tokens, request: FastifyRequest, reply: FastifyReply): Flash {
  const token = request.cookies[FLASH_COOKIE]
  if (token === undefined) return {}
  reply.clearCookie(FLASH_COOKIE, { path: '/' })
  return openFlash(tokens, token)
}

/** Leaves a flash for the page that the browser is sent to. */
export function leaveFlash(tokens: Tokens, reply: FastifyReply, flash: Flash): void {
  if (Object.keys(flash).length === 0) return
  reply.setCookie(FLASH_COOKIE, tokens.sign('flash', flash), { path: '/', maxAge: 60, sameSite: 'lax' })
}

/** The URL of a request as the browser sees it. Throws where its host and path make none. */
export function urlOfRequest(request: FastifyRequest): URL {
  const origin = `${request.protocol}://${request.host}`
  if (URL.canParse(request.url, origin)) return new URL(request.url, origin)
  throw new LiveError('malformed_url', `"${request.url}" at "${request.host}" is no URL.`)
}

/** Whether a request comes from a page of this very site, or from no page at all. */
export function isOwnOrigin(request: FastifyRequest): boolean {
  const { origin } = request.headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)
}
