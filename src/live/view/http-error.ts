import { LiveError } from '../kit/error.ts'

/** An error that is shown as a page with an HTTP status. */
export class HttpError extends Error {
  /** The name is the one that Fastify reads. */
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.name = 'HttpError'
    this.statusCode = statusCode
  }
}

/**
 * Makes an error for a view to throw when its page cannot be had: `throw httpError(404, 'There is no such room.')`.
 * The status is one of 400 to 499. A request is answered with it; a browser that joins loads its page again, and is
 * answered so, too. Fastify's own error handler shows the message to whoever asked.
 */
export function httpError(status: number, message: string): HttpError {
  if (isRefusal(status)) return new HttpError(status, message)
  throw new LiveError('bad_definition', `httpError() was given ${status}. Give it a status from 400 to 499.`)
}

/** The status of an error that is the answer to a request, and no failure of ours; undefined for any other. */
export function refusalOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { readonly statusCode?: unknown }
  return isRefusal(statusCode) ? statusCode : undefined
}

const isRefusal = (status: unknown): status is number =>
  Number.isInteger(status) && Number(status) >= 400 && Number(status) < 500
