import { channel } from 'node:diagnostics_channel'

/** What the channels `chatter.user.created` and `chatter.message.created` carry. */
export interface CreatedEvent {
  readonly count: 1
  /** Who was registered, or who wrote the message. */
  readonly user_id: string
}

const userChannel = channel('chatter.user.created')
const messageChannel = channel('chatter.message.created')

/** Tells the channel `chatter.user.created` of a registration. */
export function userCreated(userId: string): void {
  userChannel.publish({ count: 1, user_id: userId } satisfies CreatedEvent)
}

/** Tells the channel `chatter.message.created` of a message that is in the database. */
export function messageCreated(userId: string): void {
  messageChannel.publish({ count: 1, user_id: userId } satisfies CreatedEvent)
}

/** Counts of what happened in this process. */
export interface Counters {
  read(): { readonly users_created: number; readonly messages_created: number }
  /** Ends the counting. */
  close(): void
}

/** Counts what the channels tell from now on. */
export function counters(): Counters {
  let users_created = 0
  let messages_created = 0
  const countUser = (event: unknown) => {
    users_created += (event as CreatedEvent).count
  }
  const countMessage = (event: unknown) => {
    messages_created += (event as CreatedEvent).count
  }
  userChannel.subscribe(countUser)
  messageChannel.subscribe(countMessage)
  return {
    read: () => ({ users_created, messages_created }),
    close() {
      userChannel.unsubscribe(countUser)
      messageChannel.unsubscribe(countMessage)
    },
  }
}
