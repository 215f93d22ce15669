import { createRun, type Reach, type Run } from './commands.ts'
import { bindEvents } from './events.ts'
import { createHooks, type HookReach, type Hooks } from './hooks.ts'
import type { LiveOptions } from './options.ts'
import { delays } from './pace.ts'
import { createSettle } from './settle.ts'
import type { Socket } from './socket.ts'

/** What scripts on a page reach. */
export interface ScriptReach extends Reach {
  /** Pushes an event, and gives its reply. */
  readonly ask: HookReach['push']
  disconnect(): void
}

/** What runs on a page beside its views. */
export interface Scripts {
  readonly run: Run
  readonly hooks: Hooks
  /** To be called each time the page has changed. */
  readonly settle: () => void
  /** Absent where there is no view to connect. */
  readonly socket?: Socket
}

/** Begins to run bindings and hooks. */
export function createScripts(options: LiveOptions, reach: ScriptReach): Scripts {
  const run = createRun(reach, options.dom?.jsQuerySelectorAll)
  const hooks = createHooks(options.hooks, { push: reach.ask, run })
  Object.assign(delays, options.defaults)
  bindEvents(run)
  return { run, hooks, settle: createSettle(run, hooks, reach.disconnect) }
}
