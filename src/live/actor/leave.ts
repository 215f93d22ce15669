import type { Flash, Redirect } from '../view/outcome.ts'

/** Another URL for the view that is shown. */
export interface PatchTo {
  readonly to: string
  readonly replace: boolean
}

/** The message that sends a browser elsewhere: its name as a push, its payload also as part of a reply. */
export interface LeaveMessage {
  readonly event: 'live_redirect' | 'redirect'
  readonly payload: object
}

/** How to tell a browser to leave; `shown` is what the view was flashing and the next one flashes. */
export function leaveMessage(leave: Redirect, shown: Flash, seal: (flash: Flash) => string): LeaveMessage {
  const flash = { ...shown, ...leave.flash }
  const sealed = Object.keys(flash).length > 0 ? { flash: seal(flash) } : {}
  if (leave.kind === 'redirect') return { event: 'redirect', payload: { to: leave.to, ...sealed } }
  return { event: 'live_redirect', payload: { to: leave.to, kind: kindOf(leave.replace), ...sealed } }
}

/** How a browser's history takes a new URL. */
export const kindOf = (replace: boolean): 'push' | 'replace' => (replace ? 'replace' : 'push')
