import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { markup } from '../../src/live/wire/markup.ts'
import { merge } from '../../src/live/wire/merge.ts'
import type { Tree } from '../../src/live/wire/tree.ts'
import { joined, livePages } from './support/live-page.ts'
import { recorded, renderedIn, replay } from './support/replay.ts'

const open = livePages()

const room = '/chat?user_id=33add834-426b-424f-b3d5-477a832c83bc'

/** The hooks of the recorded app are none of ours. */
const unknownHooks = /hook/i

const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts()

/** Opens a page as a Phoenix server renders it, and has it joined as that answered the join. */
async function openRecorded(file: string, path: string) {
  const opened = await open(() => renderedIn(file), path)
  const turn = replay(opened.server, file)
  await turn()
  await joined(opened.page)
  return { ...opened, turn }
}

test('what Phoenix answers a join with is the page that it rendered', () => {
  expect(markup(merge(undefined, renderedIn('home.txt') as Tree)).html).toBe(recorded('home.html'))
})

test('a view of Phoenix counts', async () => {
  const { page, turn, assertClean } = await openRecorded('counter.txt', '/counter')
  expect(await page.locator('tr').count()).toBe(20)
  for (const count of ['1', '2']) {
    await page.click('#inc')
    await turn()
    await expect.poll(() => page.innerText('#value')).toBe(count)
  }
  assertClean()
})

test('a form of Phoenix is refused with a flash, then sends its page to another view', async () => {
  const { page, server, turn, assertClean } = await openRecorded('home.txt', '/')
  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  await page.locator('#name').evaluate((field) => field.removeAttribute('required'))
  await page.press('#name', 'Enter')
  await turn()
  await expect.poll(() => texts(page, '#flash-error p')).toEqual(['Username cannot be empty'])
  await page.fill('#name', 'user-0001')
  await page.press('#name', 'Enter')
  await turn()
  await turn()
  await turn()
  await expect.poll(() => texts(page, '.content')).toHaveLength(3)
  expect(page.url()).toBe(server.url + room)
  expect(await texts(page, '.author')).toEqual(['user-0002', 'user-0003', 'user-0001'])
  expect(await texts(page, '#flash-error')).toEqual([])
  expect(await page.evaluate(() => 'isMarked' in window)).toBe(true)
  assertClean(unknownHooks)
})

test('a room of Phoenix shows who comes and what is said, and is left', async () => {
  const { page, server, turn, assertClean } = await openRecorded('chat.txt', room)
  await expect.poll(() => page.locator('.online').count()).toBe(2)
  expect(await page.innerText('.counts')).toBe('2 online of 3 users')
  const say = async (text: string) => {
    await page.fill('#content', text)
    await page.press('#content', 'Enter')
    await turn()
  }
  await say('Hello & <welcome> to the "chat"')
  await expect
    .poll(() => texts(page, '#messages .content'))
    .toEqual([
      expect.stringMatching(/ 1 /),
      expect.any(String),
      expect.any(String),
      'Hello & <welcome> to the "chat"',
    ])
  await say('   ')
  await page.locator('#message-form:not([data-phx-ref-src])').waitFor()
  expect(await page.locator('#messages .content').count()).toBe(4)
  await say('x'.repeat(1001))
  await expect.poll(() => texts(page, '#flash-error p')).toEqual(['Failed to send message'])
  await page.click('#flash-error button')
  expect((await server.next('event')).payload).toMatchObject({
    event: 'lv:clear-flash',
    value: { key: 'error' },
  })
  await expect.poll(() => page.isVisible('#flash-error')).toBe(false)
  await page.getByRole('button', { name: 'Leave' }).click()
  await turn()
  expect((await server.next('phx_join')).payload).toMatchObject({ redirect: `${server.url}/` })
  assertClean(unknownHooks)
})
