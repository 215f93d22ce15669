import type { Kysely } from 'kysely'
import type { PubSub } from 'oriel/bus'
import type { Database } from '../db/schema.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { type Chat, createChat } from './chat.ts'
import { type Log, silentLog } from './log.ts'
import { createRoster, type Roster } from './roster.ts'

/** The domain of the app: who is registered, what is said, who is there. */
export interface Chatter {
  readonly accounts: Accounts
  readonly chat: Chat
  readonly roster: Roster
  /** Writes what is waiting, and ends all timers and subscriptions. */
  close(): Promise<void>
}

/** What Chatter stands on. */
export interface ChatterOptions {
  /** The migrated database. */
  readonly db: Kysely<Database>
  readonly pubsub: PubSub
  /** Messages a second and user, with bursts of 10; 0 for no limit. */
  readonly messageRate: number
  /** Hears of failures; nothing by default. */
  readonly log?: Log
  /** The time in milliseconds; `Date.now` by default. */
  readonly clock?: () => number
}

/** Starts Chatter: loads the people and the newest messages once. */
export async function createChatter(options: ChatterOptions): Promise<Chatter> {
  const { db, pubsub, messageRate, log = silentLog, clock = Date.now } = options
  const accounts = createAccounts({ db, pubsub, log })
  const [chat, roster] = await Promise.all([
    createChat({ db, pubsub, log, clock, messageRate }),
    createRoster({ pubsub, registered: accounts.registered, load: accounts.list }),
  ])
  const close = async () => {
    await chat.close()
    roster.close()
  }
  return { accounts, chat, roster, close }
}
