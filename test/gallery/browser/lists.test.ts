import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { shuffled } from '../pages/lists.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const rows = ({ page }: OpenPage, list = '#list') => page.locator(`${list} > li`).allInnerTexts()

/** Clicks, and waits until the rows of the list are these letters. */
async function becomes(opened: OpenPage, button: string, letters: string, list?: string) {
  await opened.page.click(button)
  await expect.poll(async () => (await rows(opened, list)).join('')).toBe(letters)
}

test.for(bothClients)(
  '%s client: rows come at the end, at the start, at an index, and several before all',
  async (client) => {
    const opened = await gallery.open('/streams', client)
    await becomes(opened, '#append', 'abcx')
    await becomes(opened, '#first', 'yabcx')
    await becomes(opened, '#second', 'yzabcx')
    await becomes(opened, '#prepend', 'uvwyzabcx')
  },
)

test.for(bothClients)(
  '%s client: a row is updated where it stands, and goes when it is deleted',
  async (client) => {
    const opened = await gallery.open('/streams', client)
    await becomes(opened, '#update', 'aBc')
    await becomes(opened, '#delete', 'ac')
    await becomes(opened, '#both', 'cd')
  },
)

test.for(bothClients)(
  '%s client: a row is refreshed if it is shown, and one goes by its id',
  async (client) => {
    const opened = await gallery.open('/streams', client)
    await becomes(opened, '#refresh', 'abC')
    await opened.page.click('#refresh-none')
    await becomes(opened, '#delete-by-id', 'bC')
    await opened.page.click('#refresh-none')
    await becomes(opened, '#append', 'bCx')
  },
)

test.for(bothClients)(
  '%s client: a stream begins again with some of its rows, or with none',
  async (client) => {
    const opened = await gallery.open('/streams', client)
    await becomes(opened, '#reset', 'cde')
    await becomes(opened, '#empty', '')
    await becomes(opened, '#append', 'x')
  },
)

test.for(bothClients)('%s client: a limit keeps the first rows, a negative one the last', async (client) => {
  const opened = await gallery.open('/stream-limits', client)
  const { page } = opened
  const both = async () => [await rows(opened, '#first'), await rows(opened, '#last')]
  await page.click('#append')
  await page.click('#append')
  await expect.poll(both).toEqual([
    ['1', '2', '3'],
    ['2', '3', '4'],
  ])
  await page.click('#prepend')
  await expect.poll(both).toEqual([
    ['0', '1', '2'],
    ['2', '3', '4'],
  ])
})

test.for(bothClients)('%s client: whoever scrolls back keeps the first rows', async (client) => {
  const opened = await gallery.open('/stream-limits', client)
  await becomes(opened, '#back', '-101', '#last')
})

test.for(bothClients)('%s client: streams go where the rows go that they stand in', async (client) => {
  const opened = await gallery.open('/nested-streams', client)
  await becomes(opened, '#say-attic', 'dustboo', '#in-attic')
  await becomes(opened, '#say-lobby', 'hellobye', '#in-lobby')
  await opened.page.click('#turn')
  await expect
    .poll(() => opened.page.locator('#rooms li').allInnerTexts())
    .toEqual(['hello', 'bye', 'dust', 'boo'])
})

test.for(bothClients)('%s client: a stream in the row of a stream is sent with that row', async (client) => {
  const opened = await gallery.open('/nested-streams', client)
  await opened.page.click('#file')
  expect(await rows(opened, '#in-folder')).toEqual(['one'])
  await opened.page.click('#rename')
  await opened.sees('#folders h2', 'Post')
  expect(await rows(opened, '#in-folder')).toEqual(['one', 'two'])
})

test.for(bothClients)(
  '%s client: a list is shuffled again and again, and its elements move with their items',
  async (client) => {
    const opened = await gallery.open('/lists', client)
    const { page } = opened
    const element = await page.$('#item-c')
    let names: readonly string[] = [...'abcdefgh']
    for (let seed = 1; seed <= 5; seed++) {
      names = shuffled(names, seed)
      await becomes(opened, '#shuffle', names.join(''), '#items')
    }
    expect(await element?.evaluate((item) => item.isConnected)).toBe(true)
  },
)

test.for(bothClients)('%s client: items leave a list and come back', async (client) => {
  const opened = await gallery.open('/lists', client)
  await becomes(opened, '#drop', 'bcdefgh', '#items')
  await becomes(opened, '#drop', 'cdefgh', '#items')
  await becomes(opened, '#restore', 'abcdefgh', '#items')
})

const teams = async ({ page }: OpenPage) =>
  page
    .locator('#teams > section')
    .evaluateAll((sections) =>
      sections.map((section) => [
        section.id,
        ...[...section.querySelectorAll('li')].map((li) => li.textContent),
      ]),
    )

test.for(bothClients)(
  '%s client: rows move between lists in a list, and the lists change places',
  async (client) => {
    const opened = await gallery.open('/nested-lists', client)
    expect(await teams(opened)).toEqual([['red', 'ana', 'ben'], ['blue']])
    await opened.page.click('#rotate')
    await expect
      .poll(() => teams(opened))
      .toEqual([
        ['red', 'ben'],
        ['blue', 'ana'],
      ])
    await opened.page.click('#swap')
    await expect
      .poll(() => teams(opened))
      .toEqual([
        ['blue', 'ana'],
        ['red', 'ben'],
      ])
    await opened.page.click('#rotate')
    await opened.page.click('#rotate')
    await expect
      .poll(() => teams(opened))
      .toEqual([
        ['blue', 'ana'],
        ['red', 'ben'],
      ])
  },
)
