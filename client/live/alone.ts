import { unanswered } from './channel.ts'
import type { LiveOptions } from './options.ts'
import { createScripts, type Scripts } from './scripts.ts'

/** Gives a page without a view its hooks and its commands. There is nobody to push to, and pages are loaded. */
export function createAlone(options: LiveOptions): Scripts {
  const scripts = createScripts(options, {
    push: (_, { event }) => console.warn(unanswered(event)),
    follow: (_, { to }) => (location.href = to),
    ask: ({ payload }) => Promise.reject(unanswered(payload.event)),
    disconnect: () => {},
  })
  scripts.settle()
  return scripts
}
