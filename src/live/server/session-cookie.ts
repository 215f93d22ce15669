import type { FastifyReply, FastifyRequest } from 'fastify'
import { LiveError } from '../kit/error.ts'
import { newSession, readSession, type Session } from './session.ts'
import type { Tokens } from './token.ts'

const COOKIE = 'oriel_session'

/** Browsers drop a cookie that is larger than this, in bytes with its name and attributes. */
const COOKIE_BYTES = 4096

/** What is left of that for the value. */
const VALUE_BYTES = COOKIE_BYTES - 96

/** A header `cookie` without the session, which is for the server alone; undefined where nothing else is in it. */
export const otherCookies = (header: string): string | undefined =>
  header
    .split(/;\s*/)
    .filter((cookie) => !cookie.startsWith(`${COOKIE}=`))
    .join('; ') || undefined

/** What requests that are being answered have made of their session: another one, or none. */
const changed = new WeakMap<FastifyRequest, Session | undefined>()

/** The session of a request's browser, if its cookie is one of ours; after a change, what it has become. */
export const knownSession = (tokens: Tokens, request: FastifyRequest): Session | undefined =>
  changed.has(request) ? changed.get(request) : readSession(tokens, request.cookies[COOKIE])

/** Gives a new visitor a session. */
export function beginSession(tokens: Tokens, reply: FastifyReply): Session {
  const session = newSession()
  giveSession(tokens, reply, session)
  return session
}

/** Gives a request's browser a session in place of the one that it has. Throws when that is too large. */
export function giveSession(tokens: Tokens, reply: FastifyReply, session: Session): void {
  const { request } = reply
  const value = tokens.sign('cookie', session)
  checkSize(value)
  changed.set(request, session)
  reply.setCookie(COOKIE, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // A secure cookie over plain HTTP would be dropped, and every join be stale.
    secure: request.protocol === 'https',
  })
}

/** Takes a request's browser its session away. */
export function takeSession(reply: FastifyReply): void {
  changed.set(reply.request, undefined)
  reply.clearCookie(COOKIE, { path: '/' })
}

function checkSize(value: string): void {
  if (value.length <= VALUE_BYTES) return
  throw new LiveError(
    'session_too_large',
    `The session takes ${value.length} bytes as a cookie, and browsers keep ${VALUE_BYTES}. ` +
      'Put an id there, and the rest into a store.',
  )
}
