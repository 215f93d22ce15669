import type { Connected } from '../view/live.ts'
import type { Redirect } from '../view/outcome.ts'
import { type Mounted, takeLeave, within } from './load.ts'
import { report } from './report.ts'
import { checkSize } from './size.ts'

/** The page in full to send to a browser, or where that is to go instead; undefined when the view has ended. */
export type Entrance = Redirect | string | undefined

/**
 * Connects a mounted view to its browser: gives the page in full, or where to go instead; undefined when the view has
 * ended meanwhile. `connected` is called once the view's `disconnect` is due at its end.
 */
export async function connect(stage: Mounted, socket: Connected, connected: () => void): Promise<Entrance> {
  const { origin, services, live } = stage
  // A view that waited for its browser may have asked to go elsewhere.
  const elsewhere = takeLeave(live)
  if (elsewhere) return elsewhere
  await within(services, `connect of ${origin.name}`, () => origin.view.definition.connect?.(live, socket))
  connected()
  if (live.hasEnded) return disconnect(stage)
  const leave = takeLeave(live)
  if (leave) return leave
  return fullPage(stage)
}

/** The page in full; undefined when the view has ended meanwhile. */
export async function fullPage({ origin, services, live, screen }: Mounted): Promise<string | undefined> {
  const extras = () => ({ events: live.effects.takeEvents() })
  const page = await within(services, `render of ${origin.name}`, () => screen.full(extras))
  if (live.hasEnded) return undefined
  checkSize(services, live, page)
  return page
}

/** Runs the `disconnect` of a view that has ended. */
export async function disconnect({ origin, services, live }: Mounted): Promise<undefined> {
  try {
    await within(services, 'disconnect', () => origin.view.definition.disconnect?.(live))
  } catch (error) {
    report(services, origin.name, 'disconnect', error)
  }
}
