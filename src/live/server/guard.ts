import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import helmet from 'helmet'
import { LiveError } from '../kit/error.ts'
import { isOwnOrigin } from './http.ts'
import { isCsrfToken } from './session.ts'
import { knownSession } from './session-cookie.ts'
import type { Tokens } from './token.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its unsafe requests are sent by no form, and show in another way that they come from a page of ours. */
    readonly isNoForm?: boolean
  }
}

const directives = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:', 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
}

const YEAR = 31_536_000

/** Sends secure headers with every answer, and refuses unsafe requests that did not come from a page of ours. */
export function guard(app: FastifyInstance, tokens: Tokens, trustedTypes: readonly string[] = []): void {
  const headers = secureHeaders(trustedTypes)
  const secured = { ...headers, 'strict-transport-security': `max-age=${YEAR}` }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.protocol === 'https' ? secured : headers)
    done()
  })
  app.addHook('preHandler', (request, _, done) => {
    if (SAFE.has(request.method) || request.routeOptions.config.isNoForm) return done()
    done(refusalOf(tokens, request))
  })
}

/** The headers, worked out once: they are the same for every request. */
function secureHeaders(trustedTypes: readonly string[]): Readonly<Record<string, string>> {
  const required = trustedTypes.length > 0 && { requireTrustedTypesFor: ["'script'"], trustedTypes }
  const headers: Record<string, string> = {}
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value
    },
    removeHeader: () => {},
  }
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives, ...required } },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
    // With 'no-referrer' browsers send their own site's forms with the origin "null", which is refused below.
    referrerPolicy: { policy: 'same-origin' },
  })
  secure({} as IncomingMessage, answer as unknown as ServerResponse, () => {})
  return headers
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Why a request is not taken; undefined where it comes from a form of ours. */
function refusalOf(tokens: Tokens, request: FastifyRequest): LiveError | undefined {
  if (!isOwnOrigin(request)) {
    return new LiveError(
      'foreign_origin',
      'This request comes from the page of another site. Send it from a page of this one.',
    )
  }
  const session = knownSession(tokens, request)
  const { _csrf_token: field } = (request.body ?? {}) as { readonly _csrf_token?: unknown }
  if (session && isCsrfToken(session, request.headers['x-csrf-token'] ?? field)) return undefined
  return new LiveError(
    'csrf_mismatch',
    'This form is out of date. Load its page again and send it once more.',
  )
}
