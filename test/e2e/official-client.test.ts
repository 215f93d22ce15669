import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { closeAfter, enter, sees } from './support/person.ts'
import { useStage } from './support/stage.ts'

const database = await testDatabase()
const stage = useStage(database, { client: 'official' })

test('the official LiveView client joins both pages, sends and receives', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const ben = await enter(stage.browser, stage.server.url, 'ben')
  closeAfter(context, ana, ben)
  await ana.say('hello from Phoenix')
  await sees(ben, 'hello from Phoenix')
  await ben.say('hello back')
  await sees(ana, 'hello from Phoenix', 'hello back')
  await expect.poll(() => ana.page.locator('.person.online').count()).toBe(2)
  expect(await ana.page.locator('[data-phx-skip]').count()).toBe(0)
  ana.assertClean()
  ben.assertClean()
})

test('under the official client a person keeps what they type while a message travels, and leaves', async (context) => {
  const cleo = await enter(stage.browser, stage.server.url, 'cleo')
  closeAfter(context, cleo)
  await cleo.say('one')
  await cleo.page.getByLabel('Message', { exact: true }).pressSequentially('two')
  await sees(cleo, 'one')
  expect(await cleo.page.getByLabel('Message', { exact: true }).inputValue()).toBe('two')
  await cleo.page.getByRole('button', { name: 'Leave' }).click()
  await cleo.page.getByRole('button', { name: 'Join' }).waitFor()
  cleo.assertClean()
})
