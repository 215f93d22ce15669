import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const markup = (body: string, policy = '') =>
  `data:text/html,${encodeURIComponent(`<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">${body}`)}`

test('a page draws text with the fonts of the package', async () => {
  const { page, assertClean } = await browser.newPage()
  await page.goto(markup('<span>wide text</span>'))
  expect(await page.locator('span').evaluate((span) => span.getBoundingClientRect().width)).toBeGreaterThan(
    20,
  )
  assertClean()
})

test('an uncaught exception makes a page unclean', async () => {
  const { page, problems, assertClean } = await browser.newPage()
  await page.goto(markup('<script>throw new Error("planted")</script>'))
  await expect.poll(() => problems.length).toBe(1)
  expect(() => assertClean()).toThrow('planted')
  expect(() => assertClean(/planted/)).not.toThrow()
})

test('a refusal of the content security policy makes a page unclean', async () => {
  const { page, problems, assertClean } = await browser.newPage()
  await page.goto(markup('<p style="color:red">red</p>', "style-src 'none'"))
  await expect.poll(() => problems.length).toBe(1)
  expect(() => assertClean()).toThrow('Content Security Policy')
})

test('pages have separate cookies unless they share a context', async () => {
  const first = await browser.newPage()
  const beside = await browser.newPage(first.page.context())
  const other = await browser.newPage()
  expect(beside.page.context()).toBe(first.page.context())
  expect(other.page.context()).not.toBe(first.page.context())
})
