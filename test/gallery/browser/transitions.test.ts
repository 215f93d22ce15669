import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const classes = ({ page }: OpenPage) => page.locator('#box').evaluate((box) => [...box.classList].sort())
const told = ({ page }: OpenPage) => page.locator('#told li').allInnerTexts()

test.for(bothClients)('%s client: a transition leaves nothing behind', async (client) => {
  const opened = await gallery.open('/transitions', client)
  const pulsing = opened.page.waitForSelector('#box.pulsing')
  await opened.page.click('#pulse')
  await pulsing
  await expect.poll(() => classes(opened)).toEqual([])
})

test.for(bothClients)('%s client: a patch waits until a transition has ended', async (client) => {
  const opened = await gallery.open('/transitions', client)
  await opened.page.click('#slow')
  await opened.sees('#count', '1')
  expect(await told(opened)).toEqual(['phx:hide-start at 0', 'phx:hide-end at 0'])
})

test.for(bothClients)('%s client: a patch does not wait for a transition beside it', async (client) => {
  const opened = await gallery.open('/transitions', client)
  await opened.page.click('#aside')
  await opened.sees('#count', '1')
  expect(await classes(opened)).toEqual(['pulsing'])
})

test.for(bothClients)(
  '%s client: a patch waits until who heard a blocking event says that it is done',
  async (client) => {
    const opened = await gallery.open('/transitions', client)
    await opened.page.click('#hold')
    await opened.page.click('#toggle')
    await expect.poll(() => told(opened)).toEqual(['phx:hide-start at 0', 'phx:hide-end at 0'])
    await opened.page.dispatchEvent('#box', 'gallery:release')
    await opened.sees('#count', '1')
  },
)

test.for(bothClients)('%s client: what is shown and hidden tells when', async (client) => {
  const opened = await gallery.open('/transitions', client)
  await opened.page.click('#toggle')
  await expect.poll(() => told(opened)).toEqual(['phx:hide-start at 0', 'phx:hide-end at 0'])
  expect(await opened.page.locator('#box').isVisible()).toBe(false)
  await opened.page.click('#toggle')
  await expect
    .poll(() => told(opened).then((all) => all.slice(2)))
    .toEqual(['phx:show-start at 0', 'phx:show-end at 0'])
  expect(await opened.page.locator('#box').isVisible()).toBe(true)
  expect(await classes(opened)).toEqual([])
})

test.for(bothClients)('%s client: an element is shown as it is asked to be', async (client) => {
  const { page } = await gallery.open('/transitions', client)
  await page.click('#inline')
  await expect.poll(() => page.$eval('#tag', (tag) => getComputedStyle(tag).display)).toBe('inline-block')
})
