import { LiveError } from '../kit/error.ts'
import type { Components } from './components.ts'
import type { LiveHandle } from './handle.ts'
import type { Services } from './services.ts'

/** Throws when more waits for a view's browser than may; `view` names it. */
export function checkBacklog(
  { limits }: Services,
  view: string,
  { live, components }: { readonly live: LiveHandle; readonly components: Components },
): void {
  const rows = Math.max(live.pendingRows, components.pendingRows)
  const events = live.effects.pendingEvents
  if (rows <= limits.pendingRows && events <= limits.pendingEvents) return
  throw new LiveError('backlog_full', `${rows} rows and ${events} events wait for a browser of ${view}.`)
}
