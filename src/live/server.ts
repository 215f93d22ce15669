/** The door for the process that serves an app. */
export { type ErrorCode, LiveError } from './kit/error.ts'
export { defaultLimits, type Limits } from './kit/limits.ts'
export type { Log } from './kit/log.ts'
export type { Telemetry } from './kit/telemetry.ts'
export { renderToString } from './render/to-string.ts'
export type { Assets } from './server/assets.ts'
export type { LiveServerOptions } from './server/live-server.ts'
export { live } from './server/plugin.ts'
