import { kindOf } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import type { Origin } from '../actor/origin.ts'
import { report } from '../actor/report.ts'
import { refusalOf } from '../view/http-error.ts'
import { LIVE_VIEW_VERSION } from '../wire/frame.ts'
import { containerJson } from './container.ts'
import { sealReload } from './http.ts'
import type { Refusal } from './join.ts'
import type { LiveServer } from './live-server.ts'
import type { Sent } from './outbox.ts'
import type { Resumable } from './resumable.ts'
import type { Peer } from './transport.ts'

/** Writes the line about a join that is refused. */
export function reportRefusal(
  { services: { log } }: LiveServer,
  { info: { address } }: Peer,
  reason: Refusal['reason'],
): void {
  if (reason === 'stale')
    log.warn({ code: 'forged_token', reason, address }, 'A join was refused: the page is stale.')
  // Any link from one live session to another comes by here.
  else log.debug({ reason, address }, 'A join was refused: its URL is not for this page.')
}

/** What a join is answered with, as JSON: the page in full, and where the view has gone while it was mounted. */
export function joinAnswer(
  page: string,
  { origin, patched }: Mounted,
  isNavigation: boolean,
  token: string | undefined,
): string {
  const patch = patched
    ? `,"live_patch":${JSON.stringify({ to: patched.to, kind: kindOf(patched.replace) })}`
    : ''
  const container = isNavigation ? `,"container":${containerJson(origin.view)}` : ''
  const resume = token ? `,"resume":${JSON.stringify(token)}` : ''
  return `{"rendered":${page},"liveview_version":"${LIVE_VIEW_VERSION}"${patch}${container}${resume}}`
}

/**
 * What the join of a view is answered with that is taken up again: what its browser has missed, as it was sent; and, where
 * the changes of that are forgotten, the page in full.
 */
export function resumeAnswer(
  view: Resumable,
  token: string,
  missed: readonly Sent[],
  page: string | undefined,
): string {
  const messages = missed.map((sent) => {
    const { ref, event, payload } =
      typeof sent === 'string' ? { ref: null, event: 'diff', payload: sent } : sent
    return `[${JSON.stringify(ref)},"${event}",${payload}]`
  })
  const rendered = page === undefined ? '' : `"rendered":${page},`
  const resumed = `{"received":${view.received},"missed":[${messages.join(',')}]}`
  return `{${rendered}"resumed":${resumed},"resume":${JSON.stringify(token)}}`
}

/** What a join is answered with whose view has failed; what is no answer to its browser is reported. */
export function failureAnswer(server: LiveServer, { name, url }: Origin, error: unknown): object {
  const status = refusalOf(error)
  if (status) return { reason: 'reload', status, token: sealReload(server.tokens, url, status) }
  report(server.services, name, 'join', error)
  return JOIN_CRASHED
}

/** What a join is answered with whose view has ended by itself. */
export const JOIN_CRASHED = { reason: 'join crashed' } as const
