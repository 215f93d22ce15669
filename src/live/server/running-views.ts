import type { FastifyInstance } from 'fastify'
import type { Mounted } from '../actor/load.ts'
import { weigh } from '../kit/weigh.ts'
import type { Connection } from './connection.ts'
import type { LiveServer } from './live-server.ts'

/** A view that runs in this process. */
export interface RunningView {
  /** Tells running views apart: `live.id`, as telemetry has it. */
  readonly id: string
  /** The path of its route, such as `/rooms/:id`; that of a nested view has its id behind it. */
  readonly view: string
  /** The path and query that it shows. They may hold what is nobody's business. */
  readonly path: string
  /** Whether it has a connection, has lost it and may be taken up again, or waits for its first one. */
  readonly state: 'attached' | 'parked' | 'waiting'
  /** How long it has been running. */
  readonly seconds: number
  /** How many live components it has. */
  readonly components: number
  /**
   * What its assigns and those of its components take, as they are reckoned: rows of streams are not kept, and what views
   * share is counted for each. Reckoned when it is read.
   */
  readonly assignsBytes: number
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The views that run in this process, for whoever operates it. Do not keep them: they keep their views. */
    liveViews(): readonly RunningView[]
  }
}

export function decorateRunningViews(
  app: FastifyInstance,
  { waiting, parking }: LiveServer,
  connections: ReadonlySet<Connection>,
): void {
  app.decorate('liveViews', () => {
    const pages = [...waiting.places].flatMap(({ guest }) => guest?.stages ?? [])
    const parked = [...parking.places].flatMap(({ guest }) => guest?.actor.mounted ?? [])
    const attached = [...connections].flatMap(({ stages }) => stages)
    return [
      ...attached.map((stage) => describe(stage, 'attached')),
      ...parked.map((stage) => describe(stage, 'parked')),
      ...pages.map((stage) => describe(stage, 'waiting')),
    ]
  })
}

function describe(stage: Mounted, state: RunningView['state']): RunningView {
  const { live, origin, residents, second } = stage
  const { pathname, search } = live.effects.url ?? origin.url
  const handles = [live, ...(residents.components?.handles ?? [])]
  return {
    id: live.id,
    view: origin.name,
    path: pathname + search,
    state,
    seconds: Math.trunc(performance.now() / 1000) - second,
    components: handles.length - 1,
    get assignsBytes() {
      return weigh(...handles.map(({ assigns }) => assigns))
    },
  }
}
