import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** Each message takes about a second there and back, and one of twenty a second more. */
const slowly = { timeout: 90_000 }
const patiently = { timeout: 30_000 }

const texts = ({ page }: OpenPage) => page.locator('#entries span').allInnerTexts()

test.for(bothClients)('%s client: nothing that is typed is lost', slowly, async (client) => {
  const { page } = await gallery.openSlowly('/patience', client)
  const typed = 'The quick brown fox jumps over the lazy dog'
  await page.locator('#text').pressSequentially(typed)
  await expect.poll(() => page.innerText('#echo'), patiently).toBe(typed)
  expect(await page.inputValue('#text')).toBe(typed)
})

test.for(bothClients)(
  '%s client: what is sent in a row arrives in order, each once',
  slowly,
  async (client) => {
    const opened = await gallery.openSlowly('/patience', client)
    for (const text of ['first', 'second', 'third']) {
      await opened.page.fill('#text', text)
      await opened.page.press('#text', 'Enter')
    }
    await expect.poll(() => texts(opened), patiently).toEqual([...'abcde', 'first', 'second', 'third'])
  },
)

test.for(bothClients)('%s client: clicks in a row put a list in order, each once', slowly, async (client) => {
  const opened = await gallery.openSlowly('/patience', client)
  for (const id of [2, 4, 1]) await opened.page.click(`#raise-${id}`)
  await expect.poll(() => opened.page.innerText('#clicks'), patiently).toBe('3')
  expect(await texts(opened)).toEqual([...'abced'])
})

test.for(bothClients)(
  '%s client: a field keeps its text and its caret while its row changes place',
  slowly,
  async (client) => {
    const opened = await gallery.openSlowly('/patience', client)
    const { page } = opened
    await page.click('#rotate')
    await expect.poll(() => texts(opened), patiently).not.toEqual([...'abcde'])
    const remark = page.locator('#remark-2')
    await remark.pressSequentially('a remark that takes a while', { delay: 40 })
    expect(await remark.inputValue()).toBe('a remark that takes a while')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('remark-2')
  },
)

test.for(bothClients)(
  '%s client: a link is followed once, however often it is clicked, and back leads back',
  slowly,
  async (client) => {
    const { page } = await gallery.openSlowly('/patience', client)
    const entries = await page.evaluate(() => history.length)
    await page.dblclick('#away')
    await expect.poll(() => page.innerText('h1', patiently), patiently).toBe('Arrived by patience')
    expect(await page.evaluate(() => history.length)).toBe(entries + 1)
    await page.goBack()
    await expect.poll(() => page.locator('#entries').count(), patiently).toBe(1)
  },
)
