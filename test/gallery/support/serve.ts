import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { logLines } from '../../support/log-lines.ts'
import { galleryApp } from '../server.ts'

/** Serves the gallery before the tests of a file that need no browser; it ends after them. */
export function useServedGallery(): { readonly url: string } {
  const served = { url: '' }
  let app: FastifyInstance | undefined
  beforeAll(async () => {
    app = await galleryApp({ log: logLines().log })
    served.url = await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => app?.close())
  return served
}
