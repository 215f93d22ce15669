import type { Kysely } from 'kysely'
import type { PubSub } from 'oriel/bus'
import type { Database } from '../db/schema.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { type Chat, createChat } from './chat.ts'
import type { ImageStore } from './image-store.ts'
import { createImages, type Images } from './images.ts'
import { type Log, silentLog } from './log.ts'
import { pendingImages } from './pending-images.ts'
import { createRoster, type Roster } from './roster.ts'

/** The domain of the app: who is registered, what is said, who is there. */
export interface Chatter {
  readonly accounts: Accounts
  readonly chat: Chat
  readonly images: Images
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
  /** Where the images of messages are kept. */
  readonly imageStore: ImageStore
  /** Bytes that one image may have. */
  readonly imageBytes: number
  /** Hears of failures; nothing by default. */
  readonly log?: Log
  /** The time in milliseconds; `Date.now` by default. */
  readonly clock?: () => number
}

/** Starts Chatter: loads the people and the newest messages once. */
export async function createChatter(options: ChatterOptions): Promise<Chatter> {
  const { db, pubsub, messageRate, imageStore, imageBytes, log = silentLog, clock = Date.now } = options
  const pending = pendingImages(db)
  const images = createImages({ store: imageStore, pending, maxBytes: imageBytes, log })
  const accounts = createAccounts({ db, pubsub, log })
  const [chat, roster] = await Promise.all([
    createChat({ db, pubsub, log, pending, clock, messageRate }),
    createRoster({ pubsub, registered: accounts.registered, load: accounts.list }),
    images.sweep(),
  ])
  const close = async () => {
    await chat.close()
    roster.close()
    images.close()
  }
  return { accounts, chat, images, roster, close }
}
