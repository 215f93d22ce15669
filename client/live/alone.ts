import { unanswered } from './channel.ts'
import { createRun, type Run } from './commands.ts'
import { bindEvents } from './events.ts'
import { type Definitions, Hooks } from './hooks.ts'
import { createSettle } from './settle.ts'
import { Viewport } from './viewport.ts'

/** Gives a page without a view its hooks and its commands. There is nobody to push to, and pages are loaded. */
export function runAlone(hooks: Definitions): Run {
  const run = createRun({
    push: (_, { event }) => console.warn(unanswered(event).message),
    follow: (_, { to }) => location.assign(to),
  })
  bindEvents(run)
  const push = ({ payload: { event } }: { readonly payload: { readonly event: string } }) =>
    Promise.reject(unanswered(event))
  createSettle(run, new Hooks(hooks, { push, run }), new Viewport(run), () => {})()
  return run
}
