import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type PubSub, type Topic, topic } from 'oriel/bus'
import type { Database } from '../db/schema.ts'
import type { User } from './accounts.ts'
import { microsecondClock } from './clock.ts'
import { createHistory } from './history.ts'
import { type Image, mostImages, tidyAlt } from './image.ts'
import type { Log } from './log.ts'
import type { Message } from './message.ts'
import { type Draft, type MessageWriter, messageWriter } from './message-writer.ts'
import type { PendingImages } from './pending-images.ts'
import { rateLimit } from './rate-limit.ts'
import { type RecentMessages, recentMessages } from './recent-messages.ts'
import { accepted, type Result, refused, refusedFor } from './result.ts'
import { isUuid, validateCaption, validateContent } from './rules.ts'
import { messageCreated } from './telemetry.ts'
import { type WriteQueue, writeQueue } from './write-queue.ts'

/** The one chat room; messages are always given from oldest to newest. */
export interface Chat {
  /** Carries each message once it is in the database, in the order of the messages. */
  readonly sent: Topic<Message>
  /** The newest messages, at most and by default 100; costs nothing, and the same array until one is sent. */
  recent(limit?: number): readonly Message[]
  /** The messages next before the one with this id, 50 by default; none for an id that is not known. */
  before(id: string, limit?: number): Promise<readonly Message[]>
  /** At most 500 messages since 10 seconds before the one with this id; none for an id that is not known. */
  after(id: string, sinceSeconds?: number): Promise<readonly Message[]>
  /**
   * Writes a message, then publishes it. A second sending with the same event id, a UUID, gives the first message.
   * With images, of which each goes into one message, the content may be empty. Refused with an error on `content` or
   * `images`, or on no field when the database fails; the images stay as they were.
   */
  send(user: User, content: string, eventId?: string, images?: readonly Image[]): Promise<Result<Message>>
  /** The message that a user has sent with an event id before; refused on `images` when there is none. */
  sentBefore(user: User, eventId: string | undefined): Promise<Result<Message>>
  /** Writes what is waiting, and ends the subscription. */
  close(): Promise<void>
}

/** What a chat stands on. */
export interface ChatOptions {
  readonly db: Kysely<Database>
  readonly pubsub: PubSub
  readonly log: Log
  readonly pending: PendingImages
  /** The time in milliseconds. */
  readonly clock: () => number
  /** Messages a second and user, with bursts of 10; 0 for no limit. */
  readonly messageRate: number
}

const sizes = { recent: 100, page: 50, caughtUp: 500, burst: 10 } as const
const caughtUpSeconds = 10

const tooFast = 'You are sending messages too fast. Wait a moment and send it again.'
const tooMany = `At most ${mostImages} images go into one message.`
const failed = refusedFor('', 'Failed to send message')
const gone = 'An image is not there any more. Remove it, and choose it again.'

/** Opens the chat room of a database. */
export async function createChat(options: ChatOptions): Promise<Chat> {
  const { db, pubsub, log, pending, clock, messageRate } = options
  const sent = topic<Message>('message_sent')
  const history = createHistory(db)
  const { recent, unsubscribe } = await keepRecent(pubsub, sent, () => history.newest(sizes.recent))
  const queue = messageQueue(options, await createWriter(options, sent))
  const mayPass = rateLimit({ rate: messageRate, burst: sizes.burst, clock })

  async function sendDraft(draft: Draft): Promise<Result<Message>> {
    const message = await queue.add(draft)
    return message ? accepted(message) : failed
  }

  const sendImages = (draft: Draft) =>
    withImages(draft, pending, sendDraft, () => findSent(draft.user, draft.eventId)).catch(
      (error: unknown) => {
        log.error({ err: error }, 'images cannot be put into a message')
        return failed
      },
    )

  /** The first sending of an event may have taken its images, and its answer was lost. */
  async function findSent({ id }: User, eventId: string | undefined): Promise<Result<Message>> {
    const earlier = eventId === undefined ? undefined : await history.ofEvent(id, eventId)
    return earlier ? accepted(earlier) : refusedFor('images', gone)
  }

  return {
    sent,
    recent: (limit = sizes.recent) => recent.newest(limit),
    before: (id, limit = sizes.page) => history.before(id, limit),
    after: (id, sinceSeconds = caughtUpSeconds) => history.since(id, sinceSeconds, sizes.caughtUp),
    async send(user, content, eventId, images = []) {
      const valid = images.length > 0 ? validateCaption(content) : validateContent(content)
      if (!valid.ok) return refused(valid.errors)
      if (images.length > mostImages) return refusedFor('images', tooMany)
      if (!mayPass(user.id)) return refusedFor('content', tooFast)
      const draft: Draft = {
        id: randomUUID(),
        user,
        content: valid.value.content ?? '',
        images: images.map((image) => ({ ...image, alt: tidyAlt(image.alt) })),
        eventId: checked(eventId),
      }
      return images.length > 0 ? sendImages(draft) : sendDraft(draft)
    },
    sentBefore: (user, eventId) => findSent(user, checked(eventId)),
    async close() {
      await queue.drained()
      unsubscribe()
    },
  }
}

/** Sends a draft while nobody else may take or remove its images; those that its message has not taken are free again. */
async function withImages(
  draft: Draft,
  pending: PendingImages,
  send: (draft: Draft) => Promise<Result<Message>>,
  findSent: () => Promise<Result<Message>>,
): Promise<Result<Message>> {
  const names = draft.images.map(({ name }) => name)
  if (!(await pending.claim(names))) return findSent()
  const sent = await send(draft)
  if (!sent.ok || sent.value.id !== draft.id) await pending.release(names)
  return sent
}

/** Keeps the newest messages in memory; listening begins first, so that nothing sent meanwhile is missed. */
async function keepRecent(
  pubsub: PubSub,
  sent: Topic<Message>,
  load: () => Promise<readonly Message[]>,
): Promise<{ recent: RecentMessages; unsubscribe: () => void }> {
  const recent = recentMessages(sizes.recent)
  const unheard: Message[] = []
  let hear = (message: Message): unknown => unheard.push(message)
  const unsubscribe = pubsub.subscribe(sent, (message) => hear(message))
  for (const message of await load()) recent.add(message)
  for (const message of unheard) recent.add(message)
  hear = recent.add
  return { recent, unsubscribe }
}

async function createWriter(
  { db, pubsub, clock }: ChatOptions,
  sent: Topic<Message>,
): Promise<MessageWriter> {
  const onWritten = (message: Message) => {
    messageCreated(message.user.id)
    pubsub.publish(sent, message)
  }
  return messageWriter({ db, nextMoment: microsecondClock(clock, await lastMoment(db)), onWritten })
}

/** The moment of the newest message in microseconds; a clock that was set back must not sort new ones before it. */
async function lastMoment(db: Kysely<Database>): Promise<number> {
  const moment = sql<string | null>`trunc(extract(epoch from max(inserted_at)) * 1000000)`
  const row = await db.selectFrom('messages').select(moment.as('moment')).executeTakeFirst()
  return Number(row?.moment ?? 0)
}

function messageQueue({ log, clock }: ChatOptions, write: MessageWriter): WriteQueue<Draft, Message> {
  return writeQueue({
    write,
    clock,
    blamesItem,
    onFailure: (error) => log.error({ err: error }, 'messages cannot be written'),
    onRecovery: () => log.info({}, 'messages can be written again'),
  })
}

/** PostgreSQL's classes of errors 22 and 23 speak of a value that it does not take. */
function blamesItem(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^2[23]...$/.test(code)
}

function checked(eventId: string | undefined): string | undefined {
  if (eventId !== undefined && !isUuid(eventId))
    throw new Error(`An event id must be a UUID, got "${eventId}": give one of randomUUID, or none.`)
  return eventId?.toLowerCase()
}
