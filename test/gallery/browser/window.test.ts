import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: the window hears a key, wherever it is pressed', async (client) => {
  const { page, sees } = await gallery.open('/window', client)
  await page.press('#field', 'a')
  await page.press('#field', 'Escape')
  await sees('#told', 'Escape')
})

// The official client takes only what happens to an element, and the window is none.
test.for(['oriel'] as const)(
  '%s client: the window tells when it comes to the front, and when it leaves',
  async (client) => {
    const { page, sees } = await gallery.open('/window', client)
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await sees('#told', 'behind')
    await page.focus('#field')
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await sees('#told', 'in front')
  },
)

test.for(bothClients)('%s client: what the connection does is told to the page', async (client) => {
  const { page, network } = await gallery.openThroughNetwork('/window', client)
  const classes = () => page.locator('#connection').evaluate((el) => [...el.classList].sort())
  await expect.poll(classes).toEqual(['new', 'up'])
  network.refuse()
  network.cut()
  await expect.poll(classes, { timeout: 10_000 }).toEqual(['down', 'new'])
  network.accept()
  await expect.poll(classes, { timeout: 15_000 }).toEqual(['new', 'up'])
})
