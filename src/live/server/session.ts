import { randomUUID } from 'node:crypto'
import CSRF from '@fastify/csrf'
import type { Flash } from '../view/outcome.ts'
import type { Tokens } from './token.ts'

/** What a browser's cookie holds: who it is to us, and the secret that its CSRF tokens are made from. */
export interface Session {
  readonly id: string
  readonly csrf: string
}

const csrf = CSRF()

export const newSession = (): Session => ({ id: randomUUID(), csrf: csrf.secretSync() })

/** A token for a page of this session; every page gets another one. */
export const csrfToken = (session: Session): string => csrf.create(session.csrf)

export const isCsrfToken = (session: Session, token: unknown): boolean =>
  typeof token === 'string' && csrf.verify(session.csrf, token)

/** The session of a cookie, if it is one of ours. */
export const readSession = (tokens: Tokens, cookie: string | undefined): Session | undefined =>
  tokens.verify('cookie', cookie) as Session | undefined

/** The flash that a sealed token carries; nothing when it is forged or older than a minute. */
export const openFlash = (tokens: Tokens, token: unknown): Flash =>
  (tokens.verify('flash', token) ?? {}) as Flash
