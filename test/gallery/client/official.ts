/** The official LiveView client, unmodified, with the gallery's hooks. */
import { Socket } from 'phoenix'
import {
  createHook,
  getFileURLForUpload,
  type HooksOptions,
  isUsedInput,
  LiveSocket,
} from 'phoenix_live_view'
import { hooks } from './hooks.ts'
import { params } from './params.ts'
import { defineAsking, dom, metadata } from './script.ts'
import { uploaders } from './uploaders.ts'
import './window.ts'

const _csrf_token = document.querySelector('meta[name="csrf-token"]')?.getAttribute('content')
defineAsking(createHook as unknown as Parameters<typeof defineAsking>[0])
const liveSocket = new LiveSocket('/live', Socket, {
  params: () => ({ _csrf_token, ...params() }),
  uploaders,
  metadata,
  dom: dom as object,
  // Both clients give a hook the same `this`; only the types of it differ.
  hooks: hooks as unknown as HooksOptions,
})
liveSocket.connect()
window.live = liveSocket as unknown as Window['live']
Object.assign(window, { isUsedInput, getFileURLForUpload })
