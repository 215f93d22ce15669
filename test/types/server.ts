/** What ordinary routes may do with sessions and views, and the mistakes that do not compile. */
import type { FastifyInstance } from 'fastify'
import { html, liveView, Type } from 'oriel'

const rest = { mount: () => ({}), render: () => html`` }
const plain = liveView(rest)
const widget = liveView({ session: Type.Object({ id: Type.String(), size: Type.Number() }), ...rest })
const many = liveView({ actions: ['one', 'two'], ...rest })

/** Routes that do as they should. */
export function routes(app: FastifyInstance): void {
  app.get('/plain', (_, reply) => reply.renderLive(plain))
  app.get('/widget', (_, reply) => reply.code(201).renderLive(widget, { session: { size: 3 } }))
  app.post('/sign-in', (_, reply) => reply.renewSession({ userId: 1 }, { group: 'user:1' }).redirect('/'))
  app.post('/sign-out', async (request, reply) => {
    if (request.liveSession?.data['userId'] === 1) await app.endSessions('user:1')
    return reply.endSession().redirect('/')
  })
}

/** Routes that do not compile. */
export function mistakes(app: FastifyInstance): void {
  // @ts-expect-error the view needs a session
  app.get('/a', (_, reply) => reply.renderLive(widget))
  // @ts-expect-error a value of another type
  app.get('/b', (_, reply) => reply.renderLive(widget, { session: { size: '3' } }))
  // @ts-expect-error the view is shown for one of its actions
  app.get('/c', (_, reply) => reply.renderLive(many))
  // @ts-expect-error what is no JSON
  app.get('/d', (_, reply) => reply.renewSession({ at: new Date() }))
  // @ts-expect-error the browser may have no session
  app.get('/e', (request) => request.liveSession.id)
}
