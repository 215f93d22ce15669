import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { LiveError } from '../kit/error.ts'
import type { SessionOption } from '../view/boundary.ts'
import type { LiveView } from '../view/live-view.ts'
import { checkReload, leaveFlash, takeFlash, urlOfRequest } from './http.ts'
import type { LiveServer } from './live-server.ts'
import { namedAt, newId, type Visit } from './origins.ts'
import { type Page, renderPage, renderView } from './page.ts'
import { beginSession, knownSession } from './session-cookie.ts'

/** The session to give a view; may be left out where it needs none. */
type RenderOptions<S extends TObject> =
  {} extends SessionOption<S> ? [options?: SessionOption<S>] : [options: SessionOption<S>]

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Answers with the page of a view that is one of the option `views`. The session that it is given is JSON; it
     * travels in the page, signed, and the browser can read it.
     */
    renderLive<P extends TObject, S extends TObject>(
      view: LiveView<P, S, never>,
      ...options: RenderOptions<S>
    ): Promise<FastifyReply>
  }
}

/** Serves the page of whatever view the URLs of a route lead to. */
export function servePage(app: FastifyInstance, server: LiveServer, path: string): void {
  app.get(path, (request, reply) =>
    answer(server, request, reply, ({ url, session, flash }, mayWait) =>
      renderPage(server, url, session, flash, mayWait),
    ),
  )
}

/** Lets ordinary routes answer with a view. */
export function decorateRenderLive(app: FastifyInstance, server: LiveServer): void {
  function renderLive(this: FastifyReply, view: LiveView, options?: { readonly session?: object }) {
    const name = nameOf(server, view)
    // As the join will find it in the token: what is no JSON shows at once.
    const given = JSON.parse(JSON.stringify(options?.session ?? {}))
    return answer(server, this.request, this, (visit, mayWait) => {
      return renderView(server, namedAt(server, name, given, visit)!, mayWait ? visit.session : undefined)
    })
  }
  // Its types are for those who call it: here, the compiler would compare them for all schemas there are.
  app.decorateReply('renderLive', renderLive as never)
}

function nameOf({ views }: LiveServer, view: LiveView): string {
  const [name] = Object.entries(views).find(([, each]) => each === view) ?? []
  if (name !== undefined) return name
  const mend = 'Give the same value to the option views, so that its join is found.'
  throw new LiveError('bad_definition', `renderLive() was given a view that has no name. ${mend}`)
}

async function answer(
  server: LiveServer,
  request: FastifyRequest,
  reply: FastifyReply,
  render: (visit: Visit, mayWait: boolean) => Promise<Page>,
): Promise<FastifyReply> {
  const { tokens } = server
  const url = urlOfRequest(request)
  checkReload(tokens, request, reply, url)
  const known = knownSession(tokens, request)
  const mayWait = isFollowed(request, known !== undefined)
  const session = known ?? beginSession(tokens, reply)
  const flash = takeFlash(tokens, request, reply)
  const page = await render({ id: newId(), url, session, flash, navigation: 'load' }, mayWait)
  // A page belongs to its session, and its tokens grow old.
  reply.header('cache-control', 'private, no-cache')
  if (page.kind === 'html') return reply.type('text/html; charset=utf-8').send(page.body)
  leaveFlash(tokens, reply, page.flash)
  return reply.redirect(page.to, page.status)
}

/** What of a browser shows a page, and so opens the socket of its view. */
const PAGES = new Set(['document', 'iframe'])

/** Whether the socket of the page is likely to follow: not for a script, nor for a program that keeps no cookies. */
function isFollowed({ method, headers }: FastifyRequest, isKnown: boolean): boolean {
  const shownAs = headers['sec-fetch-dest']
  return method !== 'HEAD' && (typeof shownAs === 'string' ? PAGES.has(shownAs) : isKnown)
}
