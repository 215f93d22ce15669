import type { FastifyReply, FastifyRequest } from 'fastify'
import { LiveError } from '../kit/error.ts'
import { HttpError } from '../view/http-error.ts'
import type { Flash } from '../view/outcome.ts'
import { openFlash } from './session.ts'
import type { Tokens } from './token.ts'

/** The client writes it too, before it loads the page that a view redirects to. */
const FLASH_COOKIE = '__phoenix_flash__'

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

/** Written by the client, before it loads a page whose view it could not join. */
const RELOAD_COOKIE = '__phoenix_reload_status__'

/** Why a view could not be joined: the HTTP status of its page. */
interface ReloadStatus {
  readonly path: string
  readonly status: number
}

/** Seals why the view at a URL could not be joined, for the request that follows. */
export const sealReload = (tokens: Tokens, { pathname }: URL, status: number): string =>
  tokens.sign('reload', { path: pathname, status } satisfies ReloadStatus)

/** Throws what has kept the view of this page from being joined, once. */
export function checkReload(tokens: Tokens, request: FastifyRequest, reply: FastifyReply, url: URL): void {
  const token = request.cookies[RELOAD_COOKIE]
  if (token === undefined) return
  reply.clearCookie(RELOAD_COOKIE, { path: '/' })
  const told = tokens.verify('reload', token) as ReloadStatus | undefined
  // Else the page would be loaded, not be joined, and be loaded again, for ever.
  if (!told) throw new HttpError(500, 'The view could not be joined, and the reason did not verify.')
  // Another page may be faster than the one that the cookie was meant for.
  if (told.path === url.pathname)
    throw new HttpError(told.status, 'The view of this page could not be joined.')
}

/** The URL of a request as the browser sees it. Throws where its host and path make none. */
export function urlOfRequest(request: FastifyRequest): URL {
  try {
    return new URL(request.url, `${request.protocol}://${request.host}`)
  } catch (cause) {
    throw new LiveError('malformed_url', `"${request.url}" at "${request.host}" is no URL.`, { cause })
  }
}

/** Whether a request comes from a page of this very site, or from no page at all. */
export function isOwnOrigin(request: FastifyRequest): boolean {
  const { origin } = request.headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)
}
