import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect, onTestFinished, test } from 'vitest'
import { counters } from '../../src/chatter/index.ts'
import { register, testChatter } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()

/** Everything that a channel carries during the test. */
function listen(name: string): unknown[] {
  const events: unknown[] = []
  const listener = (event: unknown) => events.push(event)
  subscribe(name, listener)
  onTestFinished(() => {
    unsubscribe(name, listener)
  })
  return events
}

test('a registration and a written message are told to their channels, once each', async () => {
  const { chat, ana, ...chatter } = await testChatter(database)
  const users = listen('chatter.user.created')
  const messages = listen('chatter.message.created')
  const zoe = await register(chatter, 'zoe')
  await register(chatter, 'zoe')
  const eventId = randomUUID()
  await chat.send(ana, 'hello', eventId)
  await chat.send(ana, 'hello', eventId)
  await chat.send(ana, '')
  expect(users).toEqual([{ count: 1, user_id: zoe.id }])
  expect(messages).toEqual([{ count: 1, user_id: ana.id }])
})

test('the counters count from when they are made until they are closed', async () => {
  const { chat, ana, ...chatter } = await testChatter(database)
  await chat.send(ana, 'before')
  const counted = counters()
  await chat.send(ana, 'one')
  await chat.send(ana, 'two')
  await register(chatter, 'zoe')
  expect(counted.read()).toEqual({ users_created: 1, messages_created: 2 })
  counted.close()
  await chat.send(ana, 'after')
  expect(counted.read()).toEqual({ users_created: 1, messages_created: 2 })
})
