import { channel } from 'node:diagnostics_channel'
import type { Kysely, KyselyPlugin } from 'kysely'
import type { Database } from '../src/db/schema.ts'

/** What a server has done since it was started. */
export interface WorkDone {
  readonly mounts: number
  readonly queries: number
}

/** Answers whoever has started this process, and asks for what it has done; gives the database that is counted. */
export function tellWorkDone(db: Kysely<Database>): Kysely<Database> {
  let mounts = 0
  let queries = 0
  channel('tracing:oriel:mount:start').subscribe(() => mounts++)
  process.on('message', (message) => {
    if (message === 'work') process.send?.({ mounts, queries } satisfies WorkDone)
  })
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      queries++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return db.withPlugin(counter)
}
