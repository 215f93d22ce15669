import { afterAll, beforeAll, expect, test } from 'vitest'
import { enter } from '../e2e/support/person.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { connected } from '../support/open-page.ts'
import { copyCheckout, freePort } from './checkout.ts'
import { readPage } from './markdown.ts'

const tutorial = readPage('docs/first-view.md')
const database = await testDatabase()
let browser: TestBrowser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** The blocks of one language, in order. */
const blocksOf = (language: string) => tutorial.blocks.filter((block) => block.language === language)

const [firstView, paths, routes, livelyView, itsTest, ...otherFiles] = blocksOf('ts')
const [install, dev, typecheck, runTest, ...otherCommands] = blocksOf('sh').flatMap(({ code }) =>
  code.trim().split('\n'),
)
const [opened, complaint, nobody, somebody, reconnected, counted, title, passed, ...otherResults] = blocksOf(
  'text',
).map(({ code }) => code.trim())
const [home, pulse, ...otherAddresses] = [...tutorial.prose.matchAll(/<(http:[^>]*)>/g)].map(([, url]) => url)

const slow = { timeout: 40_000 }

test('the tutorial has the steps that are followed here, and no other', () => {
  expect([firstView, paths, routes, livelyView, itsTest].map((file) => file?.name)).toEqual([
    'views/pulse-live.ts',
    'views/paths.ts',
    'views/routes.ts',
    'views/pulse-live.ts',
    'test/views/pulse-live.test.ts',
  ])
  // What the first brings is there already.
  expect(install).toBe('npm ci')
  expect(passed).toBeDefined()
  expect([otherFiles, otherCommands, otherResults, otherAddresses]).toEqual([[], [], [], []])
})

test('whoever follows the tutorial sees what it says', async () => {
  const port = await freePort()
  const here = (text = '') => text.replace(':4000', `:${port}`)
  const checkout = copyCheckout({ PORT: String(port), DATABASE_URL: database.url })
  const write = (block = firstView) => checkout.write(block!.name, block!.code)

  const app = checkout.start(dev!)
  await expect.poll(app.output, slow).toContain(here(opened))
  const { page: front } = await browser.newPage()
  await front.goto(here(home))
  await front.getByLabel('Your name').waitFor()

  write(firstView)
  write(paths)
  await expect.poll(app.output, slow).toContain('The path "/pulse" has no view')
  const check = checkout.start(typecheck!)
  expect(await check.ended).not.toBe(0)
  expect(check.output().match(/^\S+: error .*/gm)).toEqual([expect.stringMatching(/^views\/routes\.ts/)])
  expect(check.output()).toContain(complaint)

  write(routes)
  await expect.poll(() => statusOf(here(pulse)), slow).toBe(200)
  const { page } = await browser.newPage()
  await page.goto(here(pulse))
  await connected(page)
  const shown = () => page.locator('#pulse').innerText()
  expect(await shown()).toBe(nobody)
  const ana = await enter(browser, here(home), 'ana')
  expect(await shown()).toBe(nobody)
  // The room tells of several who come at once together, a moment later.
  await expect.poll(() => page.reload().then(shown)).toBe(somebody)
  await connected(page)

  write(livelyView)
  await expect.poll(shown, slow).toBe(reconnected)
  await ana.connected()
  await ana.say('Hello')
  await expect.poll(shown).toBe(counted)
  expect(await page.title()).toBe(title)
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect.poll(shown).toBe(reconnected)

  write(itsTest)
  const run = checkout.start(runTest!)
  expect(await run.ended, run.output()).toBe(0)
  expect(run.output()).toContain(passed)

  app.interrupt()
  await app.ended
}, 180_000)

/** The status that a page is answered with; undefined while nobody answers. */
const statusOf = (url: string): Promise<number | undefined> =>
  fetch(url).then(
    ({ status }) => status,
    () => undefined,
  )
