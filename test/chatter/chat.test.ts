import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { localPubSub, type PubSub } from 'oriel/bus'
import { expect, test } from 'vitest'
import type { Chat, Message, User } from '../../src/chatter/index.ts'
import { openChatter, testChatter, unwrap } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { refusalOf } from '../support/problems.ts'

const database = await testDatabase()

/** Opens Chatter with everything that its bus carries about messages. */
async function room(options: Parameters<typeof testChatter>[1] = {}) {
  const pubsub = options.pubsub ?? localPubSub()
  const chatter = await testChatter(database, { ...options, pubsub })
  return { ...chatter, pubsub, published: listen(pubsub, chatter.chat) }
}

function listen(pubsub: PubSub, { sent }: Chat): Message[] {
  const published: Message[] = []
  pubsub.subscribe(sent, (message) => published.push(message))
  return published
}

/** Sends messages one after the other, and gives them. */
async function say(chat: Chat, user: User, ...contents: string[]): Promise<Message[]> {
  const messages: Message[] = []
  for (const content of contents) messages.push(unwrap(await chat.send(user, content)))
  return messages
}

const contentsOf = (messages: readonly Message[]) => messages.map(({ content }) => content)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${index + 1}`)

/** Moves a message to another moment, given as SQL. */
async function moveTo(id: string, moment: string): Promise<void> {
  await sql`update messages set inserted_at = ${sql.raw(moment)} where id = ${id}`.execute(database.db)
}

test('a sent message is in the database, and published with its user', async () => {
  const { chat, ana, published } = await room()
  const message = unwrap(await chat.send(ana, '  hello  '))
  expect(message).toEqual({
    id: expect.any(String),
    content: 'hello',
    images: [],
    inserted_at: expect.any(Date),
    user: ana,
  })
  expect(published).toEqual([message])
  const rows = await database.db.selectFrom('messages').selectAll().execute()
  expect(rows).toMatchObject([
    { id: message.id, content: 'hello', user_id: ana.id, event_id: null, images: null },
  ])
  expect(rows[0]?.inserted_at).toEqual(message.inserted_at)
})

test('the same message object is given to the sender, to every listener and to the recent messages', async () => {
  const { chat, ana, published } = await room()
  const message = unwrap(await chat.send(ana, 'hello'))
  expect(published[0]).toBe(message)
  expect(chat.recent()[0]).toBe(message)
})

test('an empty message is refused with an error on its content', async () => {
  const { chat, ana, published } = await room()
  expect(refusalOf(await chat.send(ana, ' \n '))).toEqual({ content: "can't be blank" })
  expect(published).toEqual([])
})

test('a message may have 1,000 characters after trimming, and not one more', async () => {
  const { chat, ana } = await room()
  expect(unwrap(await chat.send(ana, ` ${'é'.repeat(1_000)} `)).content).toHaveLength(1_000)
  const refusal = { content: 'should be at most 1000 character(s)' }
  expect(refusalOf(await chat.send(ana, 'é'.repeat(1_001)))).toEqual(refusal)
})

test('the content comes back from the database as it was typed, also where SQL or UTF-16 is awkward', async () => {
  const { chat, ana } = await room()
  const awkward = `'); drop table messages; -- "$1" \\ 👩‍👩‍👧 élan\nsecond line`
  await say(chat, ana, awkward, 'later')
  expect(contentsOf(await chat.before(chat.recent()[1]!.id))).toEqual([awkward])
})

test('a NUL, which PostgreSQL cannot keep, is dropped', async () => {
  const { chat, ana } = await room()
  expect(unwrap(await chat.send(ana, 'a\0b')).content).toBe('ab')
})

test('50 messages sent at once are published in the order they were sent, which is their order in the database', async () => {
  const { chat, ana, ben, published } = await room()
  const contents = numbered(50)
  await Promise.all(contents.map((content, index) => chat.send(index % 2 ? ana : ben, content)))
  expect(contentsOf(published)).toEqual(contents)
  const rows = await database.db
    .selectFrom('messages')
    .select('content')
    .orderBy('inserted_at')
    .orderBy('id')
    .execute()
  expect(rows.map(({ content }) => content)).toEqual(contents)
})

test('messages of one moment have moments of their own in the database', async () => {
  const { chat, ana } = await room({ clock: () => 1_700_000_000_000 })
  await Promise.all(numbered(5).map((content) => chat.send(ana, content)))
  const moments = sql<string>`to_char(inserted_at at time zone 'UTC', 'HH24:MI:SS.US')`.as('moment')
  const rows = await database.db.selectFrom('messages').select(moments).orderBy('inserted_at').execute()
  expect(rows.map(({ moment }) => moment)).toEqual(
    ['000000', '000001', '000002', '000003', '000004'].map((micros) => `22:13:20.${micros}`),
  )
})

test('a clock that was set back does not sort new messages before old ones', async () => {
  const { ana, chat } = await room({ clock: () => 1_700_000_000_000 })
  await say(chat, ana, 'old')
  const restarted = await openChatter({ db: database.db, clock: () => 1_600_000_000_000 })
  const [newer] = await say(restarted.chat, ana, 'new')
  await restarted.close()
  expect(contentsOf(await chat.before(newer!.id))).toEqual(['old'])
})

test('the recent messages are the newest 100, from oldest to newest, the same array until one is sent', async () => {
  const { chat, ana } = await room()
  await Promise.all(numbered(120).map((content) => chat.send(ana, content)))
  const recent = chat.recent()
  expect(contentsOf(recent)).toEqual(numbered(120).slice(20))
  expect(chat.recent()).toBe(recent)
  expect(chat.recent(2)).toEqual(recent.slice(-2))
  await say(chat, ana, 'one more')
  expect(chat.recent()[98]).toBe(recent[99])
  expect(recent).toHaveLength(100)
})

test('the recent messages are loaded when Chatter starts', async () => {
  const { chat, ana } = await room()
  await Promise.all(numbered(120).map((content) => chat.send(ana, content)))
  const restarted = await openChatter({ db: database.db })
  expect(restarted.chat.recent()).toEqual(chat.recent())
  await restarted.close()
})

test('a message that is published while Chatter loads is among the recent ones, once', async () => {
  const { chat, ana, pubsub } = await room()
  const starting = openChatter({ db: database.db, pubsub })
  await Promise.all(numbered(5).map((content) => chat.send(ana, content)))
  const late = await starting
  await say(chat, ana, 'last')
  expect(late.chat.recent()).toEqual(chat.recent())
  await late.close()
})

test('older messages come in pages of 50 before the first one seen, without a gap', async () => {
  const { chat, ana } = await room()
  const sent = await Promise.all(numbered(120).map(async (content) => unwrap(await chat.send(ana, content))))
  const page = await chat.before(sent[100]!.id)
  expect(contentsOf(page)).toEqual(numbered(120).slice(50, 100))
  expect(contentsOf(await chat.before(page[0]!.id))).toEqual(numbered(50))
  expect(await chat.before(sent[0]!.id)).toEqual([])
  expect(contentsOf(await chat.before(sent[100]!.id, 2))).toEqual(['message 99', 'message 100'])
})

test('messages of the very same moment are paged by id, without a gap or a repeat', async () => {
  const { chat, ana } = await room()
  await say(chat, ana, ...numbered(6))
  await database.db.updateTable('messages').set({ inserted_at: '2024-01-01T00:00:00.000001Z' }).execute()
  const rows = await database.db.selectFrom('messages').select('id').orderBy('id', 'desc').execute()
  const ids = rows.map(({ id }) => id)
  const paged: string[] = []
  for (let page = await chat.before(ids[0]!, 2); page.length > 0; page = await chat.before(page[0]!.id, 2))
    paged.push(...page.map(({ id }) => id).reverse())
  expect(paged).toEqual(ids.slice(1))
})

test('a cursor that is unknown or no id at all gives no messages', async () => {
  const { chat, ana } = await room()
  await say(chat, ana, 'hello')
  for (const id of [randomUUID(), 'nonsense', '']) {
    expect(await chat.before(id)).toEqual([])
    expect(await chat.after(id)).toEqual([])
  }
})

test('after a message come all since 10 seconds before it, itself included', async () => {
  const { chat, ana } = await room()
  const [long, short, seen, next] = await say(chat, ana, 'long before', 'short before', 'seen', 'next')
  await moveTo(seen!.id, `'2024-01-01T00:01:00Z'`)
  await moveTo(next!.id, `'2024-01-01T00:02:00Z'`)
  await moveTo(long!.id, `'2024-01-01T00:00:50Z'`)
  await moveTo(short!.id, `'2024-01-01T00:00:50.000001Z'`)
  expect(contentsOf(await chat.after(seen!.id))).toEqual(['short before', 'seen', 'next'])
  expect(contentsOf(await chat.after(seen!.id, 0))).toEqual(['next'])
})

test('after a message come at most 500', async () => {
  const { chat, ana } = await room()
  const [first] = await say(chat, ana, 'first')
  await sql`insert into messages (content, user_id) select 'filler', ${ana.id} from generate_series(1, 600)`.execute(
    database.db,
  )
  expect(await chat.after(first!.id)).toHaveLength(500)
})
