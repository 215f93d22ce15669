import { LiveError } from '../kit/error.ts'
import type { MaybePromise } from '../view/live.ts'
import { Redirect } from '../view/outcome.ts'
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

/** Subscribes a view's topics (`keep` takes their undos), then runs `mount` and `handleParams`. */
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
  if (assigns instanceof Redirect) return assigns
  live = new LiveHandle(host, assigns as object, origin.flash)
  const patched = await settleUrl(origin, services, live)
  if (patched instanceof Redirect) return patched
  return { live, screen: new Screen(view, services.layout, live), patched }
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
    const turn = paramsTurn(origin, live, patched ? new URL(patched.to, origin.url) : origin.url, undefined)
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
  return leave && new Redirect(leave.kind, leave.to, leave.replace, { ...live.currentFlash, ...leave.flash })
}

/** Calls a view back within the time that a turn may take. */
export function within<T>({ limits }: Services, what: string, callback: () => MaybePromise<T>): Promise<T> {
  return withDeadline((async () => callback())(), limits.turnMs, what)
}
