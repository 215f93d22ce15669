import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { closeAfter, enter, sees } from './support/person.ts'
import { useStage } from './support/stage.ts'

const database = await testDatabase()
const stage = useStage(database)

test('two people chat both ways', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const ben = await enter(stage.browser, stage.server.url, 'ben')
  closeAfter(context, ana, ben)
  await ana.say('hello ben')
  await sees(ben, 'hello ben')
  await ben.say('hello ana')
  await sees(ana, 'hello ben', 'hello ana')
  expect(await ana.page.getByLabel('Message', { exact: true }).inputValue()).toBe('')
  ana.assertClean()
  ben.assertClean()
})

test('what a person writes is shown as text, whatever it is', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  closeAfter(context, ana)
  await ana.say('<img src=x onerror=alert(1)> & "so on"')
  await sees(ana, '<img src=x onerror=alert(1)> & "so on"')
  expect(await ana.page.locator('#messages img').count()).toBe(0)
  ana.assertClean()
})

test('a name turns grey everywhere when its last tab closes', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const carl = await enter(stage.browser, stage.server.url, 'carl')
  closeAfter(context, ana)
  const carlsName = ana.page.locator('#people-list .person', { hasText: 'carl' })
  await expect.poll(() => carlsName.getAttribute('class')).toContain('online')
  await carl.page.context().close()
  await expect.poll(() => carlsName.getAttribute('class'), { timeout: 10_000 }).toBe('person offline')
  ana.assertClean()
})

test('leaving goes home, and back and forward move between the pages', async (context) => {
  const dora = await enter(stage.browser, stage.server.url, 'dora')
  closeAfter(context, dora)
  await dora.page.getByRole('button', { name: 'Leave' }).click()
  await dora.page.getByRole('button', { name: 'Join' }).waitFor()
  expect(new URL(dora.page.url()).pathname).toBe('/')
  await dora.page.goBack()
  await dora.page.getByRole('heading', { name: 'The room' }).waitFor()
  await dora.connected()
  await dora.say('back again')
  await sees(dora, 'back again')
  await dora.page.goForward()
  await dora.page.getByRole('button', { name: 'Join' }).waitFor()
  dora.assertClean()
})

test('a name that another browser uses is refused on the form, and what was typed stays', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const other = await stage.browser.newPage()
  closeAfter(context, ana, other)
  await other.page.goto(stage.server.url)
  await other.page.locator('.phx-connected').waitFor()
  await other.page.getByLabel('Your name').fill('ana')
  await other.page.keyboard.press('Enter')
  const problem = other.page.locator('#name-problem')
  await expect
    .poll(() => problem.textContent())
    .toBe("Username 'ana' is currently online. Please choose a different name.")
  expect(await other.page.getByLabel('Your name').inputValue()).toBe('ana')
  other.assertClean()
})

test.each([
  ['', 'Username cannot be empty'],
  ['no spaces', 'Username can only contain letters, numbers, underscores, and hyphens'],
  ['x'.repeat(51), 'Username should be at most 50 character(s)'],
])('the name "%s" is refused with "%s"', async (name, problem) => {
  const visitor = await stage.browser.newPage()
  await visitor.page.goto(stage.server.url)
  await visitor.page.locator('.phx-connected').waitFor()
  await visitor.page.getByLabel('Your name').fill(name)
  await visitor.page.keyboard.press('Enter')
  await expect.poll(() => visitor.page.locator('#name-problem').textContent()).toBe(problem)
  expect(await visitor.page.getByLabel('Your name').inputValue()).toBe(name)
  visitor.assertClean()
  await visitor.page.context().close()
})

test('a second tab of the same browser may use the same name', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  closeAfter(context, ana)
  const tab = await stage.browser.newPage(ana.page.context())
  await tab.page.goto(ana.page.url())
  await tab.page.locator('.phx-connected').waitFor()
  await ana.say('from the first tab')
  await tab.page.getByText('from the first tab').waitFor()
  await tab.page.close()
  await ana.say('still here')
  await sees(ana, 'from the first tab', 'still here')
  await expect.poll(() => ana.page.locator('.person.online', { hasText: 'ana' }).count()).toBe(1)
  tab.assertClean()
})

test('somebody who learns an id cannot speak as that person while they are online', async (context) => {
  const ana = await enter(stage.browser, stage.server.url, 'ana')
  const thief = await stage.browser.newPage()
  closeAfter(context, ana, thief)
  await thief.page.goto(ana.page.url())
  await thief.page.getByRole('button', { name: 'Join' }).waitFor()
  await thief.page.getByText("Username 'ana' is currently online.").waitFor()
  thief.assertClean()
})

test.each(['', '?user_id=', '?user_id=nobody', '?user_id=6b9c1a52-0000-4000-8000-000000000000'])(
  'the room with the user id "%s" leads home',
  async (query) => {
    const visitor = await stage.browser.newPage()
    await visitor.page.goto(`${stage.server.url}/chat${query}`)
    await visitor.page.getByRole('button', { name: 'Join' }).waitFor()
    visitor.assertClean()
    await visitor.page.context().close()
  },
)
