import type { ColumnType, Generated } from 'kysely'

/** A moment to the microsecond, by default now: read as a `Date`, which keeps milliseconds; written as ISO text. */
type Moment = ColumnType<Date, string | undefined, string>

/** The columns that every row has for its history. */
interface Moments {
  inserted_at: Moment
  updated_at: Moment
}

/** A registered name. */
export interface UsersTable extends Moments {
  id: Generated<string>
  name: string
}

/** An image of a message: its name in the store, its pixels, and what it shows in words. */
export interface ImageEntry {
  name: string
  width: number
  height: number
  alt: string
}

/** A message of the chat room. */
export interface MessagesTable extends Moments {
  id: Generated<string>
  content: string
  user_id: string
  /** The browser's own id of the sending, so that sending again posts nothing twice. */
  event_id: string | null
  /** Null where there are none; written as JSON. */
  images: ColumnType<readonly ImageEntry[] | null, string | null | undefined, string | null>
}

/** An image that is stored and stands in no message: it goes with its row, unless a message takes it over. */
export interface PendingImagesTable {
  name: string
  /** Since when a message is about to take it; null while none is. */
  claimed_at: ColumnType<Date | null, string | null | undefined, Date | string | null>
  inserted_at: Moment
}

/** The tables of Chatter, as its migrations make them. */
export interface Database {
  users: UsersTable
  messages: MessagesTable
  pending_images: PendingImagesTable
}
