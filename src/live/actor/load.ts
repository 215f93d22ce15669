import { LiveError } from '../kit/error.ts'
import type { ViewLayout } from '../view/layout.ts'
import type { MaybePromise } from '../view/live.ts'
import { type Flash, Redirect } from '../view/outcome.ts'
import { Children } from './children.ts'
import { Components } from './components.ts'
import { withDeadline } from './deadline.ts'
import { Effects } from './effects.ts'
import type { Endings } from './endings.ts'
import { type Host, LiveHandle } from './handle.ts'
import type { PatchTo } from './leave.ts'
import { decodePlace, type Origin } from './origin.ts'
import { paramsTurn, type Seat, tooManyPatches } from './params.ts'
import { Screen } from './screen.ts'
import type { Services } from './services.ts'
import { sessionOf } from './session.ts'
import { Topics } from './topics.ts'

/** A view that has been mounted, and the URL that it has taken if that is another than the one asked for. */
export interface Mounted {
  readonly origin: Origin
  readonly live: LiveHandle
  readonly topics: Topics
  readonly components: Components
  readonly children: Children
  readonly screen: Screen
  readonly services: Services
  readonly patched: PatchTo | undefined
}

/**
 * Asks the view's live session, subscribes its topics, then runs `mount` and `handleParams`; all that they start ends
 * with `endings`, at once if the browser has gone meanwhile.
 */
export async function load(
  origin: Origin,
  services: Services,
  host: Host,
  endings: Endings,
): Promise<Redirect | Mounted> {
  const { view, url, name, csrf } = origin
  const session = await sessionOf(origin, (what, callback) => within(services, what, callback))
  if (session instanceof Redirect) return flashingAlso(session, origin.flash)
  const place = decodePlace(origin, url)
  if (place instanceof LiveError) throw place
  const { params, action } = place
  let live: LiveHandle | undefined
  const topics = new Topics(origin, host, session, () => live!)
  endings.add(() => topics.end())
  topics.follow(params)
  const context = { params, session, url, action: action!, csrf }
  const assigns = await within(services, `mount of ${name}`, () => view.definition.mount(context))
  if (assigns instanceof Redirect) return flashingAlso(assigns, origin.flash)
  const effects = new Effects(origin.flash, () => host.changed())
  const handle = new LiveHandle(host, effects, assigns as object)
  live = handle
  endings.add(() => handle.revoke())
  const children = new Children(origin, (call) => services.containerOf(origin, call))
  const components = new Components(host, effects, children)
  endings.add(() => components.end())
  const screen = new Screen(view, layoutOf(origin, services), handle, components)
  const patched =
    view.definition.handleParams && (await settleUrl(origin, services, { live: handle, topics }))
  return patched instanceof Redirect
    ? patched
    : { origin, live: handle, topics, components, children, screen, services, patched }
}

function layoutOf({ view, csrf, around }: Origin, services: Services): ViewLayout {
  if (around.length > 0) return ({ content }) => content
  const layout = view.boundary?.layout ?? services.layout
  return (page) => layout({ ...page, csrf })
}

/** Runs `handleParams`, again for each URL that it patches to. */
async function settleUrl(
  origin: Origin,
  services: Services,
  seat: Seat,
): Promise<Redirect | PatchTo | undefined> {
  let patched: PatchTo | undefined
  for (let count = 0; count <= services.limits.patches; count++) {
    const url = patched ? new URL(patched.to, origin.url) : origin.url
    const turn = paramsTurn(origin, () => seat, url, undefined)
    if (turn instanceof LiveError) throw turn
    await within(services, `handleParams of ${origin.name}`, turn.run)
    const leave = takeLeave(seat.live)
    if (leave) return leave
    const next = seat.live.effects.takePatch()
    if (!next) return patched
    patched = next
  }
  throw tooManyPatches(origin, services)
}

/** Where the view has asked to go, with everything that it was flashing. */
export function takeLeave({ effects }: LiveHandle): Redirect | undefined {
  const leave = effects.takeLeave()
  return leave && flashingAlso(leave, effects.flash)
}

const flashingAlso = ({ kind, to, replace, flash }: Redirect, shown: Flash): Redirect =>
  new Redirect(kind, to, replace, { ...shown, ...flash })

/** Calls a view back within the time that a turn may take. */
export function within<T>({ limits }: Services, what: string, callback: () => MaybePromise<T>): Promise<T> {
  return withDeadline((async () => callback())(), limits.turnMs, what)
}
