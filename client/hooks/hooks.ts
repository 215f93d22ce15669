import { Ago } from './ago.ts'
import { Composer } from './composer.ts'
import { Connection } from './connection.ts'
import { Conversation } from './conversation.ts'

/** Chatter's hooks, by the names that its templates give in `phx-hook`. */
export const hooks = { Ago, Composer, Connection, Conversation }
