import { channel } from 'node:diagnostics_channel'
import type { Kysely, KyselyPlugin } from 'kysely'
import type { Database } from '../src/db/schema.ts'

/** What a server has done since it was started. */
export interface WorkDone {
  readonly mounts: number
  /** The most mounts that there were at a time. */
  readonly mountsAtOnce: number
  readonly queries: number
}

/** Answers whoever has started this process, and asks for what it has done; gives the database that is counted. */
export function tellWorkDone(db: Kysely<Database>): Kysely<Database> {
  let [mounts, mounting, mountsAtOnce] = [0, 0, 0]
  let queries = 0
  const at = (point: string, hear: (course: unknown) => void) =>
    channel(`tracing:oriel:mount:${point}`).subscribe(hear)
  at('start', () => {
    mounts++
    mounting++
    mountsAtOnce = Math.max(mounting, mountsAtOnce)
  })
  // One that waits ends twice: at once, and when it has waited.
  at('end', (course) => (mounting -= (course as { readonly isAsync: boolean }).isAsync ? 0 : 1))
  at('asyncEnd', () => mounting--)
  process.on('message', (message) => {
    if (message === 'work') process.send?.({ mounts, mountsAtOnce, queries } satisfies WorkDone)
  })
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      queries++
      return result
    },
  }
  return db.withPlugin(counter)
}
