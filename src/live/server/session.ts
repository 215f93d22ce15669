import { randomUUID } from 'node:crypto'
import CSRF from '@fastify/csrf'
import { flat } from '../kit/flat.ts'
import type { JsonObject } from '../kit/json.ts'
import { randomText } from '../kit/random.ts'
import type { Visitor } from '../view/boundary.ts'
import type { Flash } from '../view/outcome.ts'
import type { Tokens } from './token.ts'

/** What a browser's cookie holds: who it is to us, and the secret that its CSRF tokens are made from. */
export interface Session extends Visitor {
  readonly csrf: string
  /** Names all sessions that end together. */
  readonly group?: string
}

const csrf = CSRF()

/** As long as the secrets that the library makes itself. */
const SECRET_BYTES = 18

export const newSession = (data: JsonObject = {}, group?: string): Session => ({
  id: randomUUID(),
  csrf: randomText(SECRET_BYTES),
  data,
  ...(group !== undefined && { group }),
})

/** A token for a page of this session; every page gets another one. */
export const csrfToken = (session: Session): string => flat(csrf.create(session.csrf))

export const isCsrfToken = (session: Session, token: unknown): boolean =>
  typeof token === 'string' && csrf.verify(session.csrf, token)

/** The session of a cookie, if it is one of ours. */
export function readSession(tokens: Tokens, cookie: string | undefined): Session | undefined {
  const session = tokens.verify('cookie', cookie) as Session | undefined
  // Cookies of an older release carry no data.
  return session && { ...session, data: isEmpty(session.data) ? NOTHING : session.data }
}

/** The flash that a sealed token carries; nothing when it is forged or older than a minute. */
export const openFlash = (tokens: Tokens, token: unknown): Flash =>
  (tokens.verify('flash', token) ?? {}) as Flash

const isEmpty = (data: JsonObject | undefined): boolean => !data || Object.keys(data).length === 0

// One for all: many sessions hold nothing.
const NOTHING: JsonObject = Object.freeze({})
