import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { closeAfter, enter, sees } from './support/person.ts'
import { useStage } from './support/stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const database = await testDatabase()
const stage = useStage(database)

const looks = [
  { scheme: 'light', width: 1280, height: 800 },
  { scheme: 'dark', width: 1280, height: 800 },
  { scheme: 'light', width: 375, height: 740 },
  { scheme: 'dark', width: 375, height: 740 },
] as const

/** What axe finds wrong, as "rule: element". */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const results = (await page.evaluate('axe.run()')) as AxeResults
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

test.each(looks)('axe finds nothing wrong in $scheme at $width pixels', async ({ scheme, ...viewport }) => {
  const context = await stage.browser.browser.newContext({
    colorScheme: scheme,
    viewport,
    reducedMotion: 'reduce',
  })
  const ana = await enter(stage.browser, stage.server.url, `ana_${scheme}_${viewport.width}`, context)
  await ana.say('See https://example.org, and 👍')
  await sees(ana, 'See https://example.org, and 👍')
  expect(await violations(ana.page)).toEqual([])
  const home = await stage.browser.newPage(context)
  await home.page.goto(stage.server.url)
  await home.page.locator('.phx-connected').waitFor()
  await home.page.getByLabel('Your name').fill('not a name')
  await home.page.keyboard.press('Enter')
  await home.page.getByText('can only contain').waitFor()
  expect(await violations(home.page)).toEqual([])
  ana.assertClean()
  home.assertClean()
  await context.close()
})

test('nothing is wider than a phone', async (test) => {
  const context = await stage.browser.browser.newContext({ viewport: { width: 375, height: 740 } })
  const ana = await enter(stage.browser, stage.server.url, 'a'.repeat(50), context)
  closeAfter(test, ana)
  await ana.say('x'.repeat(1000))
  await sees(ana, 'x'.repeat(1000))
  const width = await ana.page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(375)
})

test('everything is reached and done by keyboard', async (test) => {
  const opened = await stage.browser.newPage()
  closeAfter(test, opened)
  const { page } = opened
  await page.goto(stage.server.url)
  await page.locator('.phx-connected').waitFor()
  await page.keyboard.type('kim')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The room' }).waitFor()
  await page.keyboard.type('by keyboard')
  await page.keyboard.press('Enter')
  await page.locator('#messages .content', { hasText: 'by keyboard' }).waitFor()
  const leave = page.getByRole('button', { name: 'Leave' })
  for (let i = 0; i < 10 && !(await leave.evaluate((button) => button === document.activeElement)); i++) {
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Join' }).waitFor()
  opened.assertClean()
})

test('the messages are a log, so that what is added is announced politely', async (test) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  closeAfter(test, ana)
  const log = ana.page.getByRole('log', { name: 'Messages' })
  await ana.say('read me out')
  await log.getByText('read me out').waitFor()
  expect(await log.getAttribute('aria-live')).not.toBe('off')
})
