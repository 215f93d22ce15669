import { LiveError } from '../kit/error.ts'
import type { MaybePromise } from '../view/live.ts'
import { type Flash, Redirect } from '../view/outcome.ts'
import { withDeadline } from './deadline.ts'
import { type Host, LiveHandle } from './handle.ts'
import type { PatchTo } from './leave.ts'
import { decodeParams, type Origin, paramsTurn, tooManyPatches } from './origin.ts'
import { Screen } from './screen.ts'
import type { Services } from './services.ts'

/** A view that has been mounted, and the URL that it has taken if that is another than the one asked for. */
export interface Mounted {
  readonly live: LiveHandle
  readonly screen: Screen
  readonly patched: PatchTo | undefined
}

/** Subscribes a view's topics, then runs `mount` and `handleParams`; `keep` takes the undos of all that they start. */
export async function load(
  origin: Origin,
  services: Services,
  host: Host,
  keep: (undo: () => void) => void,
): Promise<Redirect | Mounted> {
  const { view, url, name } = origin
  const session = view.decodeSession(origin.session)
  if (!session.ok) {
    throw new LiveError(
      'invalid_session',
      `The session does not supply what ${name} needs: ${session.problem}.`,
    )
  }
  const params = decodeParams(origin, url)
  if (params instanceof LiveError) throw params
  let live: LiveHandle | undefined
  listen(origin, host, { params, session: session.value }, () => live, keep)
  const context = { params, session: session.value, url }
  const assigns = await within(services, `mount of ${name}`, () => view.definition.mount(context))
  if (assigns instanceof Redirect) return flashingAlso(assigns, origin.flash)
  const handle = new LiveHandle(host, assigns as object, origin.flash)
  live = handle
  keep(() => handle.revoke())
  const patched = await settleUrl(origin, services, handle)
  if (patched instanceof Redirect) return patched
  return { live: handle, screen: new Screen(view, services.layout, handle), patched }
}

type Context = { readonly params: Record<string, unknown>; readonly session: Record<string, unknown> }

/** Hears the declared topics. What comes before the view is loaded waits in its mailbox. */
function listen(
  { view }: Origin,
  host: Host,
  context: Context,
  live: () => LiveHandle | undefined,
  keep: (undo: () => void) => void,
): void {
  const { topics, handleInfo } = view.definition
  const declared = typeof topics === 'function' ? topics(context) : (topics ?? {})
  for (const [key, topic] of Object.entries(declared)) {
    const what = `handleInfo.${key}`
    const handle = handleInfo?.[key]
    if (!handle) throw new LiveError('bad_definition', `The topic "${key}" has no handler. Add ${what}.`)
    keep(host.subscribe(topic, (message) => host.enqueue(what, () => handle(live()!, message))))
  }
}

/** Runs `handleParams`, again for each URL that it patches to. */
async function settleUrl(
  origin: Origin,
  services: Services,
  live: LiveHandle,
): Promise<Redirect | PatchTo | undefined> {
  let patched: PatchTo | undefined
  for (let count = 0; count <= services.limits.patches; count++) {
    const turn = paramsTurn(
      origin,
      () => live,
      patched ? new URL(patched.to, origin.url) : origin.url,
      undefined,
    )
    if (turn instanceof LiveError) throw turn
    await within(services, `handleParams of ${origin.name}`, turn.run)
    const leave = takeLeave(live)
    if (leave) return leave
    const next = live.takePatch()
    if (!next) return patched
    patched = next
  }
  throw tooManyPatches(origin, services)
}

/** Where the view has asked to go, with everything that it was flashing. */
export function takeLeave(live: LiveHandle): Redirect | undefined {
  const leave = live.takeLeave()
  return leave && flashingAlso(leave, live.currentFlash)
}

const flashingAlso = ({ kind, to, replace, flash }: Redirect, shown: Flash): Redirect =>
  new Redirect(kind, to, replace, { ...shown, ...flash })

/** Calls a view back within the time that a turn may take. */
export function within<T>({ limits }: Services, what: string, callback: () => MaybePromise<T>): Promise<T> {
  return withDeadline((async () => callback())(), limits.turnMs, what)
}
