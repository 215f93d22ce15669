import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { html, httpError, type Layout, liveSession, liveView, navigate, paths, Type } from 'oriel'

export const path = paths(
  '/',
  '/sign-in',
  '/home',
  '/profile',
  '/rooms',
  '/rooms/:id/edit',
  '/rooms/:id',
  '/club',
)

/** Who is signed in, by the id that their session carries: what a store is to an app. */
export const signIns = new Map<string, string>()

/** Each check that has run, as the live session and the path that it was for. */
export const checks: string[] = []

const signedIn = liveSession({
  name: 'signed-in',
  data: Type.Object({ signIn: Type.Optional(Type.String()) }),
  onMount({ session, url }) {
    checks.push(`signed-in ${url.pathname}`)
    const name = signIns.get(session.data.signIn ?? '')
    return name === undefined ? navigate(path('/sign-in')) : { user: { name } }
  },
})

const member: Layout = ({ content }) => html`<p id="club">Members only</p>${content}`

const club = liveSession({
  name: 'club',
  layout: member,
  rootLayout: ({ csrf, content }) =>
    html`<!doctype html><meta name="csrf-token" content="${csrf}"><title>Club</title>${content}`,
  onMount({ params }) {
    if (params['fault'] === 'true') throw new Error('planted')
    if (params['door'] !== 'open') throw httpError(403, 'Members only.')
    return {}
  },
})

const open = liveView({
  events: { leave: Type.Object({}) },
  mount: () => ({}),
  handleEvent: { leave: (live) => live.navigate(path('/home')) },
  render: () => html`<h1>Open</h1>`,
})

const greeting = liveView({
  session: Type.Object({ user: Type.Object({ name: Type.String() }) }),
  mount: ({ session }) => ({ user: session.user }),
  render: ({ user }) => html`<h1>Hello ${user.name}</h1>`,
})

const rooms = liveView({
  actions: ['index', 'edit', 'show'],
  params: Type.Object({ id: Type.Optional(Type.Integer()) }),
  events: { edit: Type.Object({}) },
  mount: ({ params, action }) => {
    if (params.id === 404) throw httpError(404, 'There is no such room.')
    return { mounted: action, shown: 'nothing' }
  },
  handleParams(live, { id }, _url, action) {
    if (id === 410) throw httpError(410, 'The room is gone.')
    live.assign({ shown: `${action} ${id ?? ''}` })
  },
  connect(_, { params }) {
    if (params['_mounts'] === 9) throw httpError(409, 'Only once.')
  },
  handleEvent: { edit: (live) => live.patch(path('/rooms/:id/edit', { id: 7 })) },
  render: ({ mounted, shown }) => html`<h1>${mounted}</h1><p>${shown}</p>`,
})

export const routes = path.routes({
  '/': open,
  '/sign-in': open,
  '/home': signedIn(greeting),
  '/profile': signedIn(greeting),
  '/rooms': rooms.action('index'),
  '/rooms/:id/edit': rooms.action('edit'),
  '/rooms/:id': rooms.action('show'),
  '/club': club(open),
})

/** Signs people in and out as an app does. */
export function accounts(app: FastifyInstance): void {
  app.post('/session', async (request, reply) => {
    const { name } = request.body as { name: string }
    const signIn = randomUUID()
    signIns.set(signIn, name)
    return reply.renewSession({ signIn }, { group: `user ${name}` }).redirect('/home')
  })
  app.post('/session/end', async (_, reply) => reply.endSession().redirect('/'))
  app.post('/session/fill', async (_, reply) => reply.renewSession({ text: 'x'.repeat(4000) }).redirect('/'))
  app.get('/session', async (request) => ({ session: request.liveSession ?? null }))
}

/** Signs a name out everywhere, as an app does: first in the store. */
export async function signOutEverywhere(app: FastifyInstance, name: string): Promise<void> {
  for (const [signIn, each] of signIns) if (each === name) signIns.delete(signIn)
  await app.endSessions(`user ${name}`)
}
