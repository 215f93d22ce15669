import { LiveError } from '../kit/error.ts'
import type { LiveHandle } from './handle.ts'
import type { Residents } from './residents.ts'
import type { Services } from './services.ts'

/** An error when more waits for a view's browser than may; `view` names it. */
export function backlogOf(
  { limits }: Services,
  view: string,
  { live, residents }: { readonly live: LiveHandle; readonly residents: Residents },
): LiveError | undefined {
  const handles = [live, ...(residents.components?.handles ?? [])]
  const rows = Math.max(...handles.map(({ pendingRows = 0 }) => pendingRows))
  const events = live.effects.pendingEvents
  if (rows <= limits.pendingRows && events <= limits.pendingEvents) return undefined
  return new LiveError('backlog_full', `${rows} rows and ${events} events wait for a browser of ${view}.`)
}
