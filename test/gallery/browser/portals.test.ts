import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import '../client/window.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const count = ({ page }: OpenPage, selector: string) => page.locator(selector).count()

test.for(bothClients)(
  '%s client: a portal in a portal goes where it says, and with the one around it',
  async (client) => {
    const opened = await gallery.open('/portals', client)
    const { page, sees } = opened
    await page.click('#place > .inner button')
    await sees('#count', '1')
    await sees('#in-inner', 'Count 1 inside')
    await page.click('body > .outer #in-outer')
    await sees('#in-inner', 'Count 2 inside')
    await page.click('#deepen')
    await expect.poll(() => count(opened, '#place > .inner')).toBe(0)
    await page.click('#deepen')
    await sees('#in-inner', 'Count 2 inside')
    await page.click('#toggle')
    await expect.poll(() => count(opened, '.outer, .inner')).toBe(0)
    await page.click('#toggle')
    await page.click('#in-inner')
    await sees('#count', '3')
  },
)

test.for(bothClients)(
  '%s client: what stands in a portal belongs to the component around it',
  async (client) => {
    const { page, sees } = await gallery.open('/portals', client)
    await page.click('#place #add-a')
    await sees('#counter-a .count', 'a: 1')
  },
)

test.for(bothClients)('%s client: a form in a portal is sent, and keeps what is typed', async (client) => {
  const { page, sees } = await gallery.open('/portals', client)
  await page.locator('#text').pressSequentially('word')
  await sees('#said', 'word')
  expect(await page.inputValue('#text')).toBe('word')
})

test.for(bothClients)('%s client: the rows of a stream in a portal stay', async (client) => {
  const { page } = await gallery.open('/portals', client)
  const rows = () => page.locator('#rows li').allInnerTexts()
  await page.click('#row')
  await expect.poll(rows).toEqual(['Row 0', 'Row 1'])
  await page.click('#in-outer')
  await page.click('#row')
  await expect.poll(rows).toEqual(['Row 0', 'Row 1', 'Row 3'])
})

test.for(bothClients)(
  '%s client: a click in a portal is one inside what its template stands in',
  async (client) => {
    const { page, sees } = await gallery.open('/portals', client)
    await page.click('#in-outer')
    await sees('#count', '1')
    await page.click('#elsewhere')
    await sees('#aways', '1')
  },
)

test.for(bothClients)('%s client: what a portal has moved goes with its view', async (client) => {
  const opened = await gallery.open('/portals', client)
  await opened.page.evaluate(() => window.live.js().navigate('/navigate/link'))
  await opened.sees('h1', 'Arrived by link')
  expect(await count(opened, '.outer, .inner')).toBe(0)
})

// https://github.com/phoenixframework/phoenix_live_view/issues/4095
test.for(bothClients)(
  '%s client: what a portal moves out of a form follows while that waits for answers',
  async (client) => {
    const { page, sees, network } = await gallery.openThroughNetwork('/moved', client)
    await sees('#place #in-echo', 'a')
    network.delay(50)
    for (const text of ['1', '12']) await page.fill('#text', text)
    await sees('#place #in-echo', '12')
    await expect.poll(() => page.locator('[data-phx-ref-src], [data-phx-skip]').count()).toBe(0)
    expect(await page.innerText('#place #in-echo')).toBe('12')
    await page.fill('#text', '')
    await expect.poll(() => page.locator('#in-echo').count()).toBe(0)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4121
test.for(bothClients)(
  '%s client: a stream in a portal begins again, and a form in one is posted by a button elsewhere',
  async (client) => {
    const { page } = await gallery.open('/moved', client)
    const items = () => page.locator('body > #list-content li').allInnerTexts()
    expect(await items()).toEqual(['Item 1', 'Item 2'])
    await page.click('#reset')
    await expect.poll(items).toEqual(['Item 3'])
    // https://github.com/phoenixframework/phoenix_live_view/issues/4107
    await page.click('#send')
    await page.waitForURL('**/echo')
    expect(JSON.parse(await page.locator('body').innerText())).toMatchObject({ word: 'moved' })
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4442
for (const way of ['#open', '#renew'] as const)
  test.for(bothClients)(
    `%s client: a portal that comes into a row by ${way} shows what is in it`,
    async (client) => {
      const { page, sees } = await gallery.open('/moved', client)
      await page.click(way)
      await sees('#place #details-1', 'Details of 1')
      await page.fill('#text', 'on')
      await sees('#place #in-echo', 'on')
      await sees('#place #details-1', 'Details of 1')
      await page.click('#close')
      await expect.poll(() => page.locator('#details-1').count()).toBe(0)
    },
  )

// https://github.com/phoenixframework/phoenix_live_view/issues/4101
test.for(bothClients)(
  '%s client: a component and a view that portals have moved hear their own events',
  async (client) => {
    const { page, sees } = await gallery.open('/moved', client)
    const things = () => page.locator('#place #things li').allInnerTexts()
    expect(await things()).toEqual(['Item 1', 'Item 2'])
    await page.click('body > #putting-content #put')
    await expect.poll(things).toEqual(['Item 3', 'Item 1', 'Item 2'])
    await page.locator('#inner.phx-connected').waitFor()
    await page.click('#place #inner-count')
    await sees('#inner-count', '1 in the view that was moved')
    await page.fill('#text', 'on')
    await sees('#in-echo', 'on')
    await page.click('#put')
    await expect.poll(things).toEqual(['Item 4', 'Item 3', 'Item 1', 'Item 2'])
    await sees('#inner-count', '1 in the view that was moved')
  },
)
