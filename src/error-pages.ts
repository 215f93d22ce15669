import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { RootLayout } from 'oriel'
import { renderToString } from 'oriel/server'
import { errorPage } from '../views/error-page.ts'

/** Answers what goes wrong with a page that says so, and logs what is our own fault. */
export function serveErrorPages(
  app: FastifyInstance,
  rootLayout: RootLayout,
  assets: (name: string) => string,
): void {
  const send = (reply: FastifyReply, status: number) => {
    const content = errorPage(status)
    const page = rootLayout({ title: `Chatter: ${status}`, csrf: '', content, assets })
    return reply.code(status).type('text/html; charset=utf-8').send(renderToString(page))
  }
  app.setNotFoundHandler((_, reply) => send(reply, 404))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error, url: request.url }, 'a request failed')
    else request.log.warn({ code: error.code, url: request.url }, error.message)
    return send(reply, status)
  })
}
