import type { FastifyInstance } from 'fastify'
import type { Accounts } from './accounts.ts'

interface Form {
  readonly name?: string
  readonly password?: string
}

const groupOf = ({ name }: { readonly name: string }) => `user ${name}`

const signInOf = (data: { readonly signIn?: unknown } = {}) =>
  typeof data.signIn === 'string' ? data.signIn : undefined

/** Where the forms of the pages are sent: signing in, signing out here, signing out everywhere. */
export function serveSessions(app: FastifyInstance, accounts: Accounts): void {
  app.post<{ Body: Form }>('/session', async ({ body: { name = '', password = '' } }, reply) => {
    const user = accounts.check(name, password)
    if (!user) return reply.redirect('/sign-in?refused=true')
    return reply.renewSession({ signIn: accounts.begin(user) }, { group: groupOf(user) }).redirect('/members')
  })
  app.post('/session/end', async ({ liveSession }, reply) => {
    accounts.end(signInOf(liveSession?.data))
    return reply.endSession().redirect('/sign-in')
  })
  app.post('/session/end-all', async ({ liveSession }, reply) => {
    const user = accounts.find(signInOf(liveSession?.data))
    if (user) {
      // First in the store: the browsers come back at once, and are checked anew.
      accounts.endAll(user)
      await app.endSessions(groupOf(user))
    }
    return reply.endSession().redirect('/sign-in')
  })
}
