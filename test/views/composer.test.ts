import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { messages, onTheWay, say, useRooms } from './rooms.ts'

const database = await testDatabase()
const openRoom = useRooms(database)

const typed = (page: Page) => page.inputValue('textarea')

describe.each(['oriel', 'official'] as const)('the composer, under the %s client', (client) => {
  test('clears the field at once, shows the message on its way, and then once in the list', async () => {
    const { proxy, enter } = await openRoom({ client })
    const page = await enter('ana')
    proxy.stall()

    await say(page, 'hello')
    await page.keyboard.type('going on')
    expect(await typed(page)).toBe('going on')
    expect(await onTheWay(page)).toEqual(['hello'])

    proxy.resume()
    await expect.poll(() => messages(page)).toEqual(['hello'])
    expect(await onTheWay(page)).toEqual([])
    expect(await typed(page)).toBe('going on')
  })

  test('breaks the line with Shift+Enter', async () => {
    const page = await (await openRoom({ client })).enter('ana')

    await page.keyboard.type('one')
    await page.keyboard.press('Shift+Enter')
    await say(page, 'two')

    await expect.poll(() => messages(page)).toEqual(['one\ntwo'])
  })

  test('sends what is typed faster than the pace, later and in order', async () => {
    const page = await (await openRoom({ client })).enter('ana')

    for (const text of ['one', 'two', 'three']) await say(page, text)
    expect(await messages(page)).not.toContain('three')

    await expect.poll(() => messages(page), { timeout: 5000 }).toEqual(['one', 'two', 'three'])
  })

  test('gives a refused message back, before what was typed meanwhile, with the reason', async () => {
    const { proxy, enter } = await openRoom({ client })
    const page = await enter('ana')
    await database.stop()
    proxy.stall()
    await say(page, 'refused')
    await page.keyboard.type('typed meanwhile')
    proxy.resume()

    await expect.poll(() => typed(page)).toBe('refused\ntyped meanwhile')
    expect(await page.textContent('#message-problem')).toBe('Failed to send message')
    expect(await page.textContent('.flash p')).toBe('Failed to send message')
    expect(await onTheWay(page)).toEqual([])
    await database.start()
  })

  test('gives a message back whose answer was lost, and sending it again does not post it twice', async () => {
    // Its view ends with the connection, as it does when that is lost for long.
    const { proxy, enter } = await openRoom({ client, limits: { resumeMs: 0 } })
    const page = await enter('ana')

    // Nothing else is due from the server then: what is cut is the answer.
    await page.getByText('1 online of 1').first().waitFor()
    const cut = proxy.cutMidFrame(1)
    await say(page, 'once')
    await cut
    await expect.poll(() => typed(page)).toBe('once')
    expect(await page.textContent('#message-problem')).toContain('The connection was lost.')

    await page.waitForSelector('.phx-connected')
    await expect.poll(() => messages(page)).toEqual(['once'])
    await page.focus('textarea')
    await page.keyboard.press('Enter')
    await expect.poll(() => onTheWay(page)).toEqual([])
    expect(await messages(page)).toEqual(['once'])
    expect(await typed(page)).toBe('')
  })

  test('keeps what is typed when the connection is lost and comes back', async () => {
    const { proxy, enter } = await openRoom({ client })
    const page = await enter('ana')
    await page.keyboard.type('half a sen')

    proxy.refuse()
    proxy.cut()
    await page.waitForSelector('.phx-error')
    await page.keyboard.type('tence')
    proxy.accept()
    await page.waitForSelector('.phx-connected')

    expect(await typed(page)).toBe('half a sentence')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  })

  test('keeps a draft over a reload', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await page.keyboard.type('not sent yet')

    await page.reload()

    await expect.poll(() => typed(page)).toBe('not sent yet')
  })

  test('counts near the limit, and does not send beyond it', async () => {
    const page = await (await openRoom({ client })).enter('ana')

    await page.fill('textarea', 'x'.repeat(899))
    expect(await page.textContent('#message-count')).toBe('')
    await page.fill('textarea', 'x'.repeat(950))
    expect(await page.textContent('#message-count')).toBe('50 left')
    await page.fill('textarea', '👍'.repeat(1001))
    expect(await page.textContent('#message-count')).toBe('1 too many')

    await page.keyboard.press('Enter')
    expect(await page.textContent('#message-problem')).toBe('Message should be at most 1000 character(s)')
    expect(await onTheWay(page)).toEqual([])
    expect(await typed(page)).toBe('👍'.repeat(1001))
  })
})
