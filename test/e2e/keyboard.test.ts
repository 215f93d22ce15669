import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { closeAfter, enter } from './support/person.ts'
import { useStage } from './support/stage.ts'

const database = await testDatabase()
const stage = useStage(database)

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
