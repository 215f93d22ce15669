/** Chatter's browser script with the official LiveView client, unmodified, in place of our own. */
import { Socket } from 'phoenix'
import { type HooksOptions, LiveSocket } from 'phoenix_live_view'
import { hooks } from '../../client/hooks/hooks.ts'

declare global {
  interface Window {
    liveSocket: { connect(): void }
  }
}

const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute('content')
window.liveSocket = new LiveSocket('/live', Socket, {
  params: { _csrf_token: token },
  // Our hooks are called with a signal too, which the official types do not know.
  hooks: hooks as unknown as HooksOptions,
})
window.liveSocket.connect()
