import type { Connected } from '../view/live.ts'
import type { Admission } from './admission.ts'
import { staticChanged } from './assets.ts'
import type { KeptView } from './kept-view.ts'
import type { LiveServer } from './live-server.ts'
import type { Peer } from './transport.ts'

/** The view that its page has left waiting for a join; `around` is the one that it stands in, as that was left. */
export function adopt(
  { waiting }: LiveServer,
  { origin, nested, isNavigation }: Admission,
  around: KeptView | undefined,
): KeptView | undefined {
  if (isNavigation) return undefined
  const kept = nested ? around?.takeNested(origin) : waiting.take(origin)
  kept?.adopted()
  return kept
}

/** What `connect` is told of the browser. */
export function connectedOf({ assets }: LiveServer, { info }: Peer, { params }: Admission): Connected {
  return { params, info, staticChanged: staticChanged(assets, params['_track_static']) }
}
