import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { messages, say, useRooms } from './rooms.ts'

const database = await testDatabase()
const openRoom = useRooms(database)
const minute = 60_000

/** Writes messages into the room's past: `[author, content, minutes ago]`, oldest first. */
async function history(
  rows: readonly (readonly [author: string, content: string, ago: number])[],
): Promise<void> {
  const names = [...new Set(rows.map(([author]) => author))]
  const users = await database.db
    .insertInto('users')
    .values(names.map((name) => ({ name })))
    .returning(['id', 'name'])
    .execute()
  const idOf = (name: string) => users.find((user) => user.name === name)?.id ?? ''
  const now = Date.now()
  const values = rows.map(([author, content, ago]) => ({
    user_id: idOf(author),
    content,
    inserted_at: new Date(now - ago * minute).toISOString(),
  }))
  await database.db.insertInto('messages').values(values).execute()
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => ['ben', `message ${i}`, (count - i) * 10] as const)

/** How far the reader has scrolled up from the newest message, in pixels. */
const scrolledUp = (page: Page) =>
  page.evaluate(() => Math.abs(document.getElementById('scroller')?.scrollTop ?? 0))

/** Scrolls so far up from the newest message, in pixels, and lets the page see it. */
const scrollUp = (page: Page, pixels: number) =>
  page.evaluate((by) => {
    document.getElementById('scroller')?.scrollTo({ top: -by })
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  }, pixels)

/** Where a message stands on the screen. */
async function heightOf(page: Page, text: string): Promise<number> {
  const box = await page.getByText(text, { exact: true }).boundingBox()
  return Math.round(box?.y ?? Number.NaN)
}

describe.each(['oriel', 'official'] as const)('the conversation, under the %s client', (client) => {
  test('begins at the newest message and follows it', async () => {
    const { enter } = await openRoom({ client, past: () => history(numbered(60)) })
    const page = await enter('ana')
    expect(await scrolledUp(page)).toBe(0)

    await say(page, 'the newest')

    await expect.poll(async () => (await messages(page)).at(-1)).toBe('the newest')
    expect(await scrolledUp(page)).toBe(0)
  })

  test('joins what one author says within five minutes, and knows the reader', async () => {
    const past = () =>
      history([
        ['ben', 'a', 30],
        ['ben', 'b', 27],
        ['ben', 'c', 20],
        ['cleo', 'd', 19],
      ] as const)
    const { enter } = await openRoom({ client, past })
    const page = await enter('ana')
    await say(page, 'mine')

    const marks = (name: string) => page.locator(`.message[data-${name}] .content`).allTextContents()
    await expect.poll(() => marks('own')).toEqual(['mine'])
    expect(await marks('continues')).toEqual(['b'])
  })

  test('says how long ago each message was, with the full time on it', async () => {
    const past = () =>
      history([
        ['ben', 'days', 2 * 1440 + 5],
        ['ben', 'hours', 3 * 60 + 5],
        ['ben', 'minutes', 5],
        ['ben', 'now', 0],
      ])
    const { enter } = await openRoom({ client, past })
    const page = await enter('ana')

    const times = page.locator('#messages time')
    await expect.poll(() => times.allTextContents()).toEqual(['2d ago', '3h ago', '5m ago', 'just now'])
    expect(await times.last().getAttribute('title')).toContain(`${new Date().getFullYear()}`)
  })

  test('tells a lost network from a lost server', async () => {
    const { proxy, enter } = await openRoom({ client })
    const page = await enter('ana')
    proxy.refuse()
    proxy.cut()
    await page.getByText('Reconnecting…').waitFor()

    await page.context().setOffline(true)
    await page.locator('.when-offline').waitFor()
    expect(await page.isVisible('.when-reconnecting')).toBe(false)

    await page.context().setOffline(false)
    proxy.accept()
    await page.locator('.when-connected').waitFor({ timeout: 15_000 })
  })

  test('draws a line where a day begins', async () => {
    const past = () =>
      history([
        ['ben', 'before', 3 * 1440 + 1],
        ['ben', 'then', 3 * 1440],
        ['cleo', 'today', 0],
      ])
    const { enter } = await openRoom({ client, past })
    const page = await enter('ana')

    const days = page.locator('.message[data-day]')
    expect(await days.locator('.content').allTextContents()).toContain('today')
    expect(new Set(await days.evaluateAll((rows) => rows.map((row) => row.dataset.day))).size).toBe(
      await days.count(),
    )
  })

  test('keeps the text under the eye while others write, counts what is new, and leads there', async () => {
    const { enter } = await openRoom({ client, past: () => history(numbered(60)) })
    const [page, other] = [await enter('ana'), await enter('cleo')]
    await scrollUp(page, 1500)
    const height = await heightOf(page, 'message 40')

    for (const text of ['one', 'two']) await say(other, text)
    const pill = page.getByRole('button', { name: '2 new messages' })
    await pill.waitFor()
    expect(await heightOf(page, 'message 40')).toBe(height)

    await pill.click()
    await expect.poll(() => scrolledUp(page)).toBe(0)
    await expect.poll(() => pill.isVisible()).toBe(false)
  })

  test('loads older messages before the first comes into sight, moves nothing, and says where it began', async () => {
    const { enter } = await openRoom({ client, past: () => history(numbered(130)) })
    const page = await enter('ana')
    expect(await messages(page)).toHaveLength(100)

    await scrollUp(page, 5200)
    const height = await heightOf(page, 'message 50')
    await expect.poll(async () => (await messages(page)).length).toBe(130)
    expect(await heightOf(page, 'message 50')).toBe(height)

    await scrollUp(page, 100_000)
    await page.getByText('This is where the conversation begins.').waitFor()
    expect((await messages(page)).map((text) => text.slice(8))).toEqual(numbered(130).map((_, i) => `${i}`))
  })

  test('marks where the reader left off when the tab was hidden', async () => {
    const { enter } = await openRoom({ client })
    const [page, other] = [await enter('ana'), await enter('ben')]
    await say(other, 'before')
    await page.getByText('before').waitFor()
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true }))

    await say(other, 'first unseen')
    await say(other, 'second unseen')

    await expect.poll(async () => (await messages(page)).length).toBe(3)
    expect(await page.locator('[data-unread] .content').allTextContents()).toEqual(['first unseen'])
  })

  test('shows what was said while the connection was away, once and in order', async () => {
    const { proxy, enter } = await openRoom({ client })
    const page = await enter('ana')
    await say(page, 'before')
    await expect.poll(() => messages(page)).toEqual(['before'])
    proxy.refuse()
    proxy.cut()
    await page.waitForSelector('.phx-error')
    expect(await page.isVisible('.when-reconnecting')).toBe(true)

    await history([['ben', 'meanwhile', 0]])
    proxy.accept()
    await page.waitForSelector('.phx-connected')

    expect(await page.isVisible('.when-connected')).toBe(true)
    await expect.poll(() => messages(page)).toEqual(['before', 'meanwhile'])
  })
})
