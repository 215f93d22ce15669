import { randomUUID } from 'node:crypto'
import { localPubSub } from 'oriel/bus'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Log, Message } from '../../src/chatter/index.ts'
import { testChatter, unwrap } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { losingAnswers } from '../support/losing-answers.ts'
import { refusalOf } from '../support/problems.ts'

const database = await testDatabase()
const failed = { '': 'Failed to send message' }

/** Opens Chatter with what it publishes and what it logs. */
async function room(options: Parameters<typeof testChatter>[1] = {}) {
  const pubsub = localPubSub()
  const logged: string[] = []
  /** What came with each error: a logger writes the stack of `err`. */
  const details: object[] = []
  const log: Log = {
    info: (_, message) => logged.push(message),
    error(detail, message) {
      details.push(detail)
      logged.push(message)
    },
  }
  const chatter = await testChatter(database, { pubsub, log, ...options })
  const published: Message[] = []
  pubsub.subscribe(chatter.chat.sent, (message) => published.push(message))
  return { ...chatter, published, logged, details }
}

const storedContents = async () => {
  const rows = await database.db.selectFrom('messages').select('content').orderBy('inserted_at').execute()
  return rows.map(({ content }) => content)
}

describe('a message that is sent twice with one event id', () => {
  test('is written and published once, and both times the answer is the first message', async () => {
    const { chat, ana, published } = await room()
    const eventId = randomUUID()
    const first = unwrap(await chat.send(ana, 'hello', eventId))
    expect(unwrap(await chat.send(ana, 'hello again', eventId.toUpperCase()))).toEqual(first)
    expect(published).toEqual([first])
    expect(await storedContents()).toEqual(['hello'])
  })

  test('is written and published once when both are on their way together', async () => {
    const { chat, ana, published } = await room()
    const eventId = randomUUID()
    const sendings = ['one', 'two', 'three'].map((content) => chat.send(ana, content, eventId))
    const ids = (await Promise.all(sendings)).map((result) => unwrap(result).id)
    expect(new Set(ids).size).toBe(1)
    expect(published.map(({ content }) => content)).toEqual(['one'])
  })

  test('is two messages when two users sent them', async () => {
    const { chat, ana, ben, published } = await room()
    const eventId = randomUUID()
    await Promise.all([chat.send(ana, 'hello', eventId), chat.send(ben, 'hello', eventId)])
    expect(published.map(({ user }) => user.name)).toEqual(['ana', 'ben'])
  })

  test('must have a UUID for its event id', async () => {
    const { chat, ana } = await room()
    await expect(chat.send(ana, 'hello', 'nonsense')).rejects.toThrow(
      'An event id must be a UUID, got "nonsense"',
    )
  })
})

describe('a message that PostgreSQL does not take', () => {
  test('fails alone, and not with the others of its batch', async () => {
    const { chat, ana, published } = await room()
    const stranger = { id: randomUUID(), name: 'stranger' }
    const sendings = [
      chat.send(ana, 'one'),
      chat.send(ana, 'two'),
      chat.send(stranger, 'three'),
      chat.send(ana, 'four'),
    ]
    const results = await Promise.all(sendings)
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false, true])
    expect(published.map(({ content }) => content)).toEqual(['one', 'two', 'four'])
    expect(await storedContents()).toEqual(['one', 'two', 'four'])
  })
})

describe('while the database has stopped', () => {
  beforeEach(() => database.start)

  test('messages fail, which is logged once, and succeed when it is back', async () => {
    const { chat, ana, published, logged, details } = await room()
    await chat.send(ana, 'before')
    await database.stop()
    expect(refusalOf(await chat.send(ana, 'lost'))).toEqual(failed)
    const both = await Promise.all([chat.send(ana, 'lost'), chat.send(ana, 'lost')])
    expect(both.map(refusalOf)).toEqual([failed, failed])
    expect(logged).toEqual(['messages cannot be written'])
    expect(details).toEqual([{ err: expect.any(Error) }])
    await database.start()
    await chat.send(ana, 'after')
    expect(logged).toEqual(['messages cannot be written', 'messages can be written again'])
    expect(published.map(({ content }) => content)).toEqual(['before', 'after'])
    expect(await storedContents()).toEqual(['before', 'after'])
  })

  test('the recent messages are still there', async () => {
    const { chat, ana } = await room()
    await chat.send(ana, 'before')
    await database.stop()
    expect(chat.recent().map(({ content }) => content)).toEqual(['before'])
  })

  test('a name cannot be registered, and the answer says so', async () => {
    const { accounts, logged } = await room()
    await database.stop()
    expect(refusalOf(await accounts.findOrCreate('zoe'))).toEqual({
      '': 'Something went wrong. Try again in a moment.',
    })
    expect(logged).toEqual(['a user could not be read or registered'])
  })
})

test('a message whose answer was lost after it was written is published with the next one', async () => {
  const connection = losingAnswers()
  const { chat, ana, published } = await room({ db: database.db.withPlugin(connection) })
  connection.loseNext()
  expect(refusalOf(await chat.send(ana, 'written'))).toEqual(failed)
  expect(published).toEqual([])
  await chat.send(ana, 'next')
  await chat.send(ana, 'last')
  expect(published.map(({ content }) => content)).toEqual(['written', 'next', 'last'])
  expect(chat.recent()).toEqual(published)
  expect(await storedContents()).toEqual(['written', 'next', 'last'])
})
