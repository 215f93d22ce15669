import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
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
export async function guard(
  app: FastifyInstance,
  tokens: Tokens,
  trustedTypes: readonly string[] = [],
): Promise<void> {
  const required = trustedTypes.length > 0 && { requireTrustedTypesFor: ["'script'"], trustedTypes }
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives, ...required } },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
    // With 'no-referrer' browsers send their own site's forms with the origin "null", which is refused below.
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${YEAR}`)
  })
  app.addHook('preHandler', async (request) => {
    if (!SAFE.has(request.method) && !request.routeOptions.config.isNoForm) checkOwnForm(tokens, request)
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function checkOwnForm(tokens: Tokens, request: FastifyRequest): void {
  if (!isOwnOrigin(request)) {
    throw new LiveError(
      'foreign_origin',
      'This request comes from the page of another site. Send it from a page of this one.',
    )
  }
  const session = knownSession(tokens, request)
  const { _csrf_token: field } = (request.body ?? {}) as { readonly _csrf_token?: unknown }
  if (session && isCsrfToken(session, request.headers['x-csrf-token'] ?? field)) return
  throw new LiveError('csrf_mismatch', 'This form is out of date. Load its page again and send it once more.')
}
