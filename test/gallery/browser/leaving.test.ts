import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, type Client, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** The page has begun to go, and is still there. */
async function isGoing(client: Client): Promise<OpenPage> {
  const opened = await gallery.open('/leaving', client)
  const { page } = opened
  await page.locator('body.curtained').waitFor()
  const fading = page.waitForSelector('#rows li.fading', { timeout: 5000 })
  await page.click('#go')
  await fading
  expect(await page.innerText('h1')).toBe('The page that goes')
  return opened
}

// https://github.com/phoenixframework/phoenix_live_view/issues/3199
test.for(bothClients)(
  '%s client: what is to be played and done before something goes is so, too, when one leaves its page',
  async (client) => {
    const { page, sees } = await isGoing(client)
    await sees('h1', 'The page that comes')
    expect(await page.locator('body.curtained').count()).toBe(0)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4290
test.for(bothClients)(
  '%s client: what is typed on a page that goes is not told to the next',
  async (client) => {
    const { page, sees } = await isGoing(client)
    await page.locator('#text').pressSequentially('tea')
    await sees('h1', 'The page that comes')
    await page.fill('#text', 'milk')
    await sees('#typed', '1')
  },
)

// The official client shows the first of them for a moment.
test('oriel client: of two pages that one goes to in a row only the second is shown', async () => {
  const { page, sees } = await isGoing('oriel')
  await page.evaluate(() => {
    const titles: string[] = []
    Object.assign(window, { titles })
    new MutationObserver(() => titles.push(document.querySelector('h1')?.textContent ?? '')).observe(
      document,
      {
        subtree: true,
        childList: true,
      },
    )
  })
  await page.locator('#on').evaluate((link) => (link as HTMLElement).click())
  await sees('h1', 'Arrived by haste')
  const titles = await page.evaluate(() => (window as unknown as { titles: string[] }).titles)
  expect(titles).not.toContain('The page that comes')
  await page.goBack()
  await sees('h1', 'The page that goes')
})
