import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LiveError } from '../kit/error.ts'
import { isOwnOrigin, knownSession } from './http.ts'
import { isCsrfToken } from './session.ts'
import type { Tokens } from './token.ts'

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
export async function guard(app: FastifyInstance, tokens: Tokens): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: false,
    // Without a referrer, a browser would post even the forms of this site as from nowhere.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${YEAR}`)
  })
  app.addHook('preHandler', async (request) => {
    if (!SAFE.has(request.method)) checkOwnForm(tokens, request)
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
