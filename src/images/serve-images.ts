import type { FastifyInstance } from 'fastify'
import type { Images } from '../chatter/index.ts'

/** An image runs nothing and asks for nothing, also where a browser shows it on a page of its own. */
const POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"

/**
 * Serves images at `/images/`. What is asked for is only ever compared with the form of a name: no part of it becomes a
 * path of its own. The type is that of the name, which was given by the first bytes.
 */
export function serveImages(app: FastifyInstance, images: Images): void {
  app.get<{ Params: { name: string } }>('/images/:name', async ({ params: { name } }, reply) => {
    const image = await images.read(name)
    if (!image) return reply.callNotFound()
    return reply
      .type(image.type)
      .header('content-disposition', `inline; filename="${name}"`)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .send(image.bytes)
  })
}
