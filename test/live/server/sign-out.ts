import type { FastifyInstance } from 'fastify'

/** Lets a browser sign out at `/sign-out`. */
export function signOut(app: FastifyInstance): void {
  app.get('/sign-out', (_, reply) => reply.endSession().send('bye'))
}
