import { unanswered } from './channel.ts'
import type { Run } from './commands.ts'
import type { Definitions } from './hooks.ts'
import { createScripts } from './scripts.ts'

/** Gives a page without a view its hooks and its commands. There is nobody to push to, and pages are loaded. */
export function runAlone(hooks: Definitions): Run {
  const { run, settle } = createScripts(hooks, {
    push: (_, { event }) => console.warn(unanswered(event).message),
    follow: (_, { to }) => (location.href = to),
    ask: ({ payload }) => Promise.reject(unanswered(payload.event)),
    disconnect: () => {},
  })
  settle()
  return run
}
