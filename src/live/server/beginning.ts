import type { Actor } from '../actor/actor.ts'
import type { Mounted } from '../actor/load.ts'
import type { Sink } from '../actor/sink.ts'
import { Redirect } from '../view/outcome.ts'
import type { Admission } from './admission.ts'
import { connectedOf } from './arrival.ts'
import type { LiveServer } from './live-server.ts'
import type { Peer } from './transport.ts'

/** What a view shows at first, in full. */
export interface Begun {
  readonly page: string
  readonly mounted: Mounted
}

/** What its first join is answered with; where it leads; or nothing when the view has ended meanwhile. */
export type Beginning = Promise<Begun | Redirect | undefined>

/** Mounts a view, unless that is done, and connects it to a browser. Throws what its callbacks throw. */
export async function begin(
  server: LiveServer,
  peer: Peer,
  admission: Admission,
  actor: Actor,
  sink: Sink,
): Beginning {
  const mounted = actor.mounted ?? (await server.mounts.pass(() => actor.mount()))
  if (mounted instanceof Redirect) return mounted
  const page = await actor.attach(sink, connectedOf(server, peer, admission))
  return typeof page === 'string' ? { page, mounted } : page
}
