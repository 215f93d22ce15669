import { LiveError } from '../kit/error.ts'
import { span } from '../kit/telemetry.ts'
import type { Layout } from '../view/layout.ts'
import type { MaybePromise } from '../view/live.ts'
import { Redirect } from '../view/outcome.ts'
import { isPromise, withDeadline } from './deadline.ts'
import { Effects } from './effects.ts'
import type { Endings } from './endings.ts'
import { blaming } from './failure.ts'
import { LiveHandle } from './handle.ts'
import type { ViewHost } from './host.ts'
import type { PatchTo } from './leave.ts'
import { decodePlace, type Origin } from './origin.ts'
import { paramsTurn, type Seat, tooManyPatches } from './params.ts'
import { Residents } from './residents.ts'
import { Screen } from './screen.ts'
import type { Services } from './services.ts'
import { sessionOf } from './session.ts'
import { Topics } from './topics.ts'
import { allowUploads } from './uploading.ts'

/** A view that has been mounted, and the URL that it has taken if that is another than the one asked for. */
export interface Mounted {
  readonly origin: Origin
  readonly live: LiveHandle
  readonly topics: Topics
  readonly residents: Residents
  readonly screen: Screen
  readonly services: Services
  readonly patched: PatchTo | undefined
  /** The second of the process in which it was mounted. */
  readonly second: number
}

/**
 * Asks the view's live session, subscribes its topics, then runs `mount` and `handleParams`; all that they start ends
 * with `endings`, at once if the browser has gone meanwhile.
 */
export async function load(
  origin: Origin,
  services: Services,
  host: ViewHost,
  endings: Endings,
): Promise<Redirect | Mounted> {
  const { view, url, name, navigation, csrf } = origin
  const session = await sessionOf(origin, (what, callback) => within(services, what, callback))
  if (session instanceof Redirect) return session.flashingAlso(origin.flash)
  const place = decodePlace(origin, url)
  if (place instanceof LiveError) throw place
  const { params, action } = place
  const topics = new Topics(origin, host, session)
  endings.add(topics)
  topics.follow(params)
  const context = {
    params,
    session,
    url,
    action: action!,
    navigation,
    get csrf() {
      return csrf()
    },
  }
  const mount = () => view.definition.mount(context)
  const facts = () => ({ view: name, id: host.id })
  const assigns = await within(services, `mount of ${name}`, () => span('oriel:mount', facts, mount))
  if (assigns instanceof Redirect) return assigns.flashingAlso(origin.flash)
  const effects = new Effects(origin.flash, host, navigation)
  const live = new LiveHandle(host, effects, assigns as object)
  topics.handledBy(live)
  const { uploads } = view.definition
  const declared = typeof uploads === 'function' ? uploads({ params, session }) : uploads
  if (declared) allowUploads(live, declared, host)
  endings.add(live)
  const residents = new Residents(host, effects, origin, services.containerOf)
  endings.add(residents)
  const screen = new Screen(origin, layoutOf(origin, services), live, residents)
  const patched = await settle(origin, services, { live, topics })
  if (patched instanceof Redirect) return patched
  const second = Math.trunc(performance.now() / 1000)
  return { origin, live, topics, residents, screen, services, patched, second }
}

const bare: Layout = ({ content }) => content

/** What stands around a view: nothing where it stands in another one. */
const layoutOf = ({ view, around }: Origin, services: Services): Layout =>
  around.length > 0 ? bare : (view.definition.layout ?? view.boundary?.layout ?? services.layout)

/** Runs what follows `mount`: what the live session does with every view, and then `handleParams`. */
async function settle(
  origin: Origin,
  services: Services,
  seat: Seat,
): Promise<Redirect | PatchTo | undefined> {
  const { boundary, definition } = origin.view
  const { live } = seat
  if (boundary?.mounted) {
    await within(services, `mounted of ${boundary.name}`, () => boundary.mounted?.(live))
    const leave = takeLeave(live)
    if (leave) return leave
  }
  const isAwaited = definition.handleParams || live.hooks || live.effects.isGoing
  return isAwaited ? settleUrl(origin, services, seat) : undefined
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
    await within(services, `handleParams of ${origin.name}`, turn.run, () => seat.live.assigns)
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
  return leave?.flashingAlso(effects.flash)
}

/** Calls a view back within the time that a turn may take; `assigns` gives what it holds, for when it fails. */
export function within<T>(
  { limits }: Services,
  where: string,
  callback: () => MaybePromise<T>,
  assigns?: () => object,
): MaybePromise<T> {
  const run = () => {
    const result = callback()
    // What is there at once needs no timer.
    return isPromise(result) ? withDeadline(result, limits.turnMs, where) : result
  }
  return blaming(() => ({ where, assigns: assigns?.() }), run)
}
