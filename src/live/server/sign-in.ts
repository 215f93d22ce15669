import { finished } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PubSub } from '../bus/pubsub.ts'
import { topic } from '../bus/topic.ts'
import type { JsonObject } from '../kit/json.ts'
import type { Visitor } from '../view/boundary.ts'
import type { LiveServer } from './live-server.ts'
import { newSession, type Session } from './session.ts'
import { giveSession, knownSession, takeSession } from './session-cookie.ts'
import type { Tenant } from './tenant.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session of the browser: its id, and the data that `renewSession` put there. Undefined when it has none yet. */
    readonly liveSession: Visitor | undefined
  }
  interface FastifyReply {
    /**
     * Signs in: gives the browser a new session with this data, which travels in a signed cookie that the browser can
     * read. Live views of the old session are closed, and their pages load anew. `group` names all sessions that
     * `endSessions` ends together. Throws `session_too_large` beyond some 2.5 kB.
     */
    renewSession(data: JsonObject, options?: { readonly group?: string }): FastifyReply
    /** Signs out: takes the browser its session away, and closes the live views of it. */
    endSession(): FastifyReply
  }
  interface FastifyInstance {
    /**
     * Closes all live views of the sessions of a group, on every node that the bus reaches. Their cookies stay valid:
     * first take from the store what `onMount` looks up there.
     */
    endSessions(group: string): Promise<void>
  }
}

/** Which sessions have ended: the one with the id, or all of the group. */
interface Ended {
  readonly id?: string
  readonly group?: string
}

const sessionsEnded = topic<Ended>('oriel.sessions-ended')

/** Lets ordinary routes read, begin and end sessions. */
export function decorateSessions(app: FastifyInstance, { tokens, services }: LiveServer): void {
  const { pubsub } = services
  app.decorateRequest('liveSession', {
    getter(this: FastifyRequest) {
      const session = knownSession(tokens, this)
      return session && { id: session.id, data: session.data }
    },
  })
  app.decorateReply('renewSession', function (this: FastifyReply, data, { group } = {}) {
    const before = knownSession(tokens, this.request)
    giveSession(tokens, this, newSession(data, group))
    return endWhenAnswered(pubsub, this, before)
  })
  app.decorateReply('endSession', function (this: FastifyReply) {
    const before = knownSession(tokens, this.request)
    takeSession(this)
    return endWhenAnswered(pubsub, this, before)
  })
  app.decorate('endSessions', (group) => pubsub.publish(sessionsEnded, { group }))
}

/** Closes what belongs to a session that ends, here or on another node; returns the undo. */
export function closeWithSessions(pubsub: PubSub, ...tenants: readonly Iterable<Tenant>[]): () => void {
  return pubsub.subscribe(sessionsEnded, (ended) => {
    for (const tenant of tenants.flatMap((some) => [...some])) {
      if (hasEnded(tenant.session, ended)) tenant.close(1001, 'session ended')
    }
  })
}

function hasEnded(session: Session | undefined, { id, group }: Ended): boolean {
  if (!session) return false
  return session.id === id || (group !== undefined && session.group === group)
}

// Not before: a page that hears of it while its form is on the way would load itself, and drop the answer.
function endWhenAnswered(pubsub: PubSub, reply: FastifyReply, session: Session | undefined): FastifyReply {
  if (session) finished(reply.raw, () => pubsub.publish(sessionsEnded, { id: session.id }))
  return reply
}
