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

/** A message of the chat room. */
export interface MessagesTable extends Moments {
  id: Generated<string>
  content: string
  user_id: string
  /** The browser's own id of the sending, so that sending again posts nothing twice. */
  event_id: string | null
}

/** The tables of Chatter, as its migrations make them. */
export interface Database {
  users: UsersTable
  messages: MessagesTable
}
