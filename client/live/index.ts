export type { Hook, HookContext } from './hooks.ts'
export { connectLive, type LiveOptions } from './live.ts'
export type { ExternalEntry, Uploader } from './uploads.ts'
