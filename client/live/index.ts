export type { Binding } from './commands.ts'
export {
  type AnyEvents,
  type Hook,
  type HookClass,
  type HookContext,
  type HookEvents,
  type HookJs,
  ViewHook,
} from './hook.ts'
export type { JsCommands } from './js.ts'
export { connectLive, type LiveClient, type LiveOptions } from './live.ts'
