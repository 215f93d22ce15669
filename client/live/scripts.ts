import { createRun, type Reach, type Run } from './commands.ts'
import { bindEvents } from './events.ts'
import { createHooks, type Definitions, type HookReach, type Hooks } from './hooks.ts'
import { createSettle } from './settle.ts'

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
}

/** Begins to run bindings and hooks. */
export function createScripts(definitions: Definitions, reach: ScriptReach): Scripts {
  const run = createRun(reach)
  const hooks = createHooks(definitions, { push: reach.ask, run })
  bindEvents(run)
  return { run, hooks, settle: createSettle(run, hooks, reach.disconnect) }
}
