import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { RootLayout } from 'oriel'
import { renderToString } from 'oriel/server'
import { debugPage } from '../views/debug-page.ts'
import { errorPage } from '../views/error-page.ts'
import { errorReport } from './error-report.ts'

/**
 * Answers what goes wrong with a page that says so, and logs what is our own fault. With `showsErrors` the page of a
 * fault of ours has all that is known of it, which is for developers only.
 */
export function serveErrorPages(
  app: FastifyInstance,
  rootLayout: RootLayout,
  assets: (name: string) => string,
  showsErrors: boolean,
): void {
  const send = (reply: FastifyReply, status: number, content = errorPage(status)) => {
    const page = rootLayout({ title: `Chatter: ${status}`, csrf: '', content, assets })
    return reply.code(status).type('text/html; charset=utf-8').send(renderToString(page))
  }
  app.setNotFoundHandler((_, reply) => send(reply, 404))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error, url: request.url }, 'a request failed')
    else request.log.warn({ code: error.code, url: request.url }, error.message)
    const isShown = showsErrors && status >= 500
    return send(reply, status, isShown ? debugPage(errorReport(error)) : undefined)
  })
}
