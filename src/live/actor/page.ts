import type { NodePrint } from '../render/print.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { Redirect } from '../view/outcome.ts'
import { type Mounted, takeLeave, within } from './load.ts'

/** A page as it answers a request. */
export interface DeadPage {
  readonly shown: NodePrint
  readonly title: string | undefined
}

/** The page of a mounted view, or where to go instead; `child` gives the page of a nested view. */
export async function pageOf(
  { origin, services, live, screen }: Mounted,
  child: (call: ChildCall) => Promise<string>,
): Promise<Redirect | DeadPage> {
  const shown = await within(services, `render of ${origin.name}`, () => screen.dead(child))
  return takeLeave(live) ?? { shown, title: screen.title }
}
