import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { closeAfter, enter, type Person } from './support/person.ts'
import { useStage } from './support/stage.ts'

const database = await testDatabase()
const stage = useStage(database, { past: writeHistory })

/** 260 messages, one a minute. */
async function writeHistory(): Promise<void> {
  const { db } = database
  const { id: user_id } = await db
    .insertInto('users')
    .values({ name: 'clio' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const start = Date.parse('2026-01-01T00:00:00Z')
  const rows = Array.from({ length: 260 }, (_, i) => {
    const inserted_at = new Date(start + i * 60_000).toISOString()
    return { user_id, content: `entry ${i + 1}`, inserted_at, updated_at: inserted_at }
  })
  await db.insertInto('messages').values(rows).execute()
}

/** Whether a message is in the visible part of the conversation. */
async function isInSight(person: Person, text: string): Promise<boolean> {
  const box = (await person.page.locator('#scroller').boundingBox())!
  const row = await person.page.getByText(text, { exact: true }).boundingBox()
  return row !== null && row.y >= box.y && row.y + row.height <= box.y + box.height
}

/** Turns the wheel over the conversation; negative goes up. */
async function turnWheel({ page }: Person, pixels: number): Promise<void> {
  await page.locator('#scroller').hover()
  await page.mouse.wheel(0, pixels)
}

test('the room opens at the newest message', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  closeAfter(context, ana)
  await expect.poll(() => isInSight(ana, 'entry 260')).toBe(true)
  ana.assertClean()
})

test('older messages are loaded before the top is reached, and the text under the eye does not move', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  closeAfter(context, ana)
  const eye = ana.page.getByText('entry 190', { exact: true })
  await eye.scrollIntoViewIfNeeded()
  const before = (await eye.boundingBox())!.y
  await ana.page.getByText('entry 111', { exact: true }).waitFor({ state: 'attached' })
  const after = (await eye.boundingBox())!.y
  expect(Math.abs(after - before)).toBeLessThan(2)
  ana.assertClean()
})

test('scrolling on reaches the beginning, each message once and in order', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  closeAfter(context, ana)
  const firstAfterScroll = async () => {
    await turnWheel(ana, -3000)
    return (await ana.messages())[0]
  }
  await expect.poll(firstAfterScroll, { timeout: 15_000, interval: 100 }).toBe('entry 1')
  const expected = Array.from({ length: 260 }, (_, i) => `entry ${i + 1}`)
  expect(await ana.messages()).toEqual(expected)
  await turnWheel(ana, -3000)
  await ana.page.getByText('This is where the conversation begins.').waitFor()
  ana.assertClean()
})

test('who reads further up stays there when a message comes, and is told of it', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const ben = await enter(stage.browser, stage.server.url, 'ben')
  closeAfter(context, ana, ben)
  const eye = ana.page.getByText('entry 230', { exact: true })
  await turnWheel(ana, -600)
  await expect.poll(() => isInSight(ana, 'entry 230')).toBe(true)
  const before = (await eye.boundingBox())!.y
  await ben.say('news')
  const pill = ana.page.getByRole('button', { name: '1 new message' })
  await pill.waitFor()
  expect(Math.abs((await eye.boundingBox())!.y - before)).toBeLessThan(2)
  await pill.click()
  await expect.poll(() => isInSight(ana, 'news')).toBe(true)
  ana.assertClean()
})

test('a message that comes while the newest is in sight is followed', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const ben = await enter(stage.browser, stage.server.url, 'ben')
  closeAfter(context, ana, ben)
  for (const text of ['follow', 'me', 'down']) await ben.say(text)
  await expect.poll(() => isInSight(ana, 'down')).toBe(true)
})
