import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { shortId } from '../../views/components/message-id.ts'
import { owner } from '../live/bus/owner.ts'
import { unwrap } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { chatterPages } from './chatter-pages.ts'

const database = await testDatabase()

describe('who enters the chat', () => {
  test.each([undefined, 'nobody', randomUUID()])('is sent home with the user id %s', async (id) => {
    const { openChat } = await chatterPages(database)

    expect((await openChat(id)).left?.to).toBe('/')
  })

  test('is sent home when the name is online in another browser', async () => {
    const { roster, ana, openChat } = await chatterPages(database)
    roster.join(owner('her tab'), ana, 'her session')

    expect((await openChat(ana.id, 'my session')).left?.to).toBe('/')
  })

  test('is online from then on, until the connection ends', async () => {
    const { roster, ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await expect.poll(() => roster.current().online).toBe(1)

    view.disconnect()
    await expect.poll(() => roster.current().online).toBe(0)
  })

  test('reads who is there, and is told when alone', async () => {
    const { ana, ben, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)

    await expect.poll(() => view.text('.room-header .count')).toBe('1 online of 2')
    expect(view.text('.hint')).toBe("You're the only one here. Tell your friends about this chat!")
    await openChat(ben.id)
    await expect.poll(() => view.text('.room-header .count')).toBe('2 online of 2')
    expect(view.text('.hint')).not.toContain('only one')
  })

  test('leaves by the button, goes home and is offline', async () => {
    const { roster, ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await expect.poll(() => roster.current().online).toBe(1)

    await view.click('[phx-click=leave]')

    expect(view.left?.to).toBe('/')
    await expect.poll(() => roster.current().online).toBe(0)
  })
})

describe('a message', () => {
  test('reaches everyone in the room', async () => {
    const { ana, ben, openChat } = await chatterPages(database)
    const [anas, bens] = [await openChat(ana.id), await openChat(ben.id)]

    await anas.submit('#message-form', { content: 'hello' })

    for (const view of [anas, bens]) {
      await expect.poll(() => view.texts('#messages .content')).toEqual(['hello'])
      expect(view.text('#messages .author')).toBe('ana')
    }
  })

  test('is answered with its id, and with the same one when it is sent again', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    const message = { content: 'once', event_id: randomUUID() }

    const first = await view.pushEvent('send_message', message)
    await view.settled()

    expect(first).toMatchObject({ accepted: true })
    expect(await view.pushEvent('send_message', message)).toEqual(first)
    expect(view.count('#messages .message')).toBe(1)
  })

  test.each([
    ['  ', "Message can't be blank"],
    ['x'.repeat(1001), 'Message should be at most 1000 character(s)'],
  ])('that breaks a rule is refused with the reason, and no flash', async (content, reason) => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)

    expect(await view.pushEvent('send_message', { content })).toEqual({ accepted: false, reason })
    expect(view.has('.flash')).toBe(false)
    expect(view.count('#messages .message')).toBe(0)
  })

  test('after too many in a row is refused with the reason', async () => {
    const { ana, openChat } = await chatterPages(database, { messageRate: 1, clock: () => 0 })
    const view = await openChat(ana.id)
    for (let i = 0; i < 10; i++) await view.pushEvent('send_message', { content: `${i}` })

    expect(await view.pushEvent('send_message', { content: 'one more' })).toEqual({
      accepted: false,
      reason: 'You are sending messages too fast. Wait a moment and send it again.',
    })
  })

  test('that cannot be written is refused, and the flash says so until it is closed', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await database.stop()

    const answer = await view.pushEvent('send_message', { content: 'hello' })
    await database.start()

    expect(answer).toEqual({ accepted: false, reason: 'Failed to send message' })
    expect(view.text('.flash p')).toBe('Failed to send message')
    await view.click('.flash button')
    expect(view.has('.flash')).toBe(false)
  })
})

describe('the history', () => {
  async function withMessages(count: number) {
    const pages = await chatterPages(database)
    const sent = []
    for (let i = 0; i < count; i++) sent.push(unwrap(await pages.chat.send(pages.ana, `${i}`)))
    return { ...pages, sent }
  }

  test('begins with the newest 100 messages, oldest first, also before any script runs', async () => {
    const { ana, openChat } = await withMessages(103)
    const view = await openChat(ana.id)

    const shown = view.texts('#messages .content')
    expect(shown).toHaveLength(100)
    expect([shown[0], shown.at(-1)]).toEqual(['3', '102'])
    expect(view.deadHtml).toContain('>102</p>')
  })

  test('grows at its start, page by page, until there is no more', async () => {
    const { ana, openChat, sent } = await withMessages(103)
    const view = await openChat(ana.id)

    expect(await view.pushEvent('load_older', { id: shortId(sent[3]!.id) })).toEqual({ count: 3 })
    expect(view.texts('#messages .content').slice(0, 4)).toEqual(['0', '1', '2', '3'])
    expect(await view.pushEvent('load_older', { id: shortId(sent[0]!.id) })).toEqual({ count: 0 })
  })

  test('is not doubled by catching up', async () => {
    const { ana, openChat, sent } = await withMessages(3)
    const view = await openChat(ana.id)

    await view.pushEvent('catch_up', { id: shortId(sent[0]!.id) })

    expect(view.texts('#messages .content')).toEqual(['0', '1', '2'])
  })

  test('invites the first message while there is none', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)

    expect(view.text('#messages-empty')).toBe('No messages yet. Start the conversation!')
  })
})
