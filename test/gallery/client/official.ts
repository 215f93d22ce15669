/** The official LiveView client, unmodified, with the gallery's hooks. */
import { Socket } from 'phoenix'
import { type HooksOptions, LiveSocket } from 'phoenix_live_view'
import { hooks } from './hooks.ts'
import { params } from './params.ts'
import { uploaders } from './uploaders.ts'
import './window.ts'

const _csrf_token = document.querySelector('meta[name="csrf-token"]')?.getAttribute('content')
const liveSocket = new LiveSocket('/live', Socket, {
  params: () => ({ _csrf_token, ...params() }),
  uploaders,
  // Both clients give a hook the same `this`; only the types of it differ.
  hooks: hooks as unknown as HooksOptions,
})
liveSocket.connect()
window.live = liveSocket as unknown as Window['live']
