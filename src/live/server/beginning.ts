import type { Actor } from '../actor/actor.ts'
import { connect } from '../actor/connect.ts'
import type { Sink } from '../actor/sink.ts'
import { Redirect } from '../view/outcome.ts'
import type { Admission } from './admission.ts'
import { connectedOf } from './arrival.ts'
import type { LiveServer } from './live-server.ts'
import type { Beginning } from './resumable.ts'
import type { Peer } from './transport.ts'

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
  const connected = connectedOf(server, peer, admission)
  const page = await actor.attach(sink, (stage) =>
    connect(stage, connected, () => (actor.isConnected = true)),
  )
  return typeof page === 'string' ? { page, mounted, isNavigation: admission.isNavigation } : page
}
