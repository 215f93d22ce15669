import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { bothClients, type Client, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const search = ({ page }: OpenPage) => new URL(page.url()).searchParams.get('page')

/** The events that were sent, by their names. */
const sent = ({ traffic }: OpenPage) =>
  traffic
    .said()
    .flatMap(([way, event, payload]) =>
      way === 'sent' && event === 'event' ? [(payload as { readonly event: string }).event] : [],
    )

/** Clicks on elements in the same moment, without scrolling to them. */
const clickAll = ({ page }: OpenPage, selector: string) =>
  page.locator(selector).evaluateAll((all) => {
    for (const el of all) (el as HTMLElement).click()
  })

test.for(bothClients)(
  '%s client: of links that are clicked at once the last is followed, and the next one, too',
  async (client) => {
    const opened = await gallery.open('/haste', client)
    const { sees } = opened
    await clickAll(opened, '.page:not(#to-6)')
    await sees('h1', 'Page 5')
    await sees('#part', 'Part 5')
    await expect.poll(() => search(opened)).toBe('5')
    await clickAll(opened, '#to-2')
    await sees('#part', 'Part 2')
    await expect.poll(() => search(opened)).toBe('2')
  },
)

test.for(bothClients)(
  '%s client: back and forward join a view anew where a link did, and patch it where a link patched',
  async (client) => {
    const opened = await gallery.open('/haste', client)
    const { page, sees } = opened
    const born = () => page.innerText('#born')
    const first = await born()
    await page.click('#anew')
    await expect.poll(born).not.toBe(first)
    const second = await born()
    await page.click('#to-3')
    await sees('h1', 'Page 3')
    expect(await born()).toBe(second)
    await page.goBack()
    await sees('h1', 'Page 1')
    expect(await born()).toBe(second)
    await page.goBack()
    await expect.poll(born).not.toBe(second)
    const third = await born()
    await page.goForward()
    await expect.poll(born).not.toBe(third)
    const fourth = await born()
    await page.goForward()
    await sees('h1', 'Page 3')
    expect(await born()).toBe(fourth)
  },
)

test.for(bothClients)(
  '%s client: a link whose view leads elsewhere is followed there, and one can go back',
  async (client) => {
    const { page, sees } = await gallery.open('/haste', client)
    await page.click('#to-2')
    await sees('h1', 'Page 2')
    await page.click('#to-6')
    await sees('h1', 'Arrived by haste')
    await page.goBack()
    await expect.poll(() => page.locator('h1').innerText()).toMatch(/^Page/)
  },
)

test.for(bothClients)(
  '%s client: a hook finds the new address when the view has changed it and the element',
  async (client) => {
    const opened = await gallery.open('/haste', client)
    const { page, sees } = opened
    await page.click('#turn')
    await sees('h1', 'Page 2')
    expect(await page.getAttribute('#address', 'title')).toBe('?page=2')
  },
)

test.for(bothClients)(
  '%s client: what is held back until a field is left reaches no other view once the form has led there',
  async (client) => {
    const opened = await gallery.open('/haste', client)
    await opened.page.locator('#text').pressSequentially('tea')
    await opened.page.press('#text', 'Enter')
    await opened.sees('h1', 'Arrived by haste')
    await connected(opened.page)
    expect(sent(opened).at(-1)).toBe('leave')
    expect(gallery.lines.filter(({ code }) => code === 'unknown_event')).toEqual([])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3686
test.for(bothClients)(
  '%s client: a flash goes along where another live session makes the page load',
  async (client) => {
    const { page, sees } = await gallery.open('/haste', client)
    await page.click('#away')
    await sees('h1', 'The first page')
    await sees('#flash-info', 'You have left the session.')
    await connected(page)
    await sees('#flash-info', 'You have left the session.')
  },
)

test.for(bothClients)(
  '%s client: whoever goes back while a page is on its way finds the one before',
  async (client) => {
    const { page, sees, network } = await gallery.openThroughNetwork('/navigate', client)
    await page.click('#push')
    await sees('h1', 'Arrived by link')
    network.stall()
    await page.click('#back')
    await page.evaluate(() => history.back())
    await expect.poll(() => new URL(page.url()).pathname).toBe('/navigate')
    network.resume()
    await sees('h1', 'The start')
    await page.click('#server-push')
    await sees('h1', 'Arrived by server')
    await page.goBack()
    await sees('h1', 'The start')
    await page.goForward()
    await sees('h1', 'Arrived by server')
  },
)

test.for(bothClients)(
  '%s client: a link that is clicked to open elsewhere leaves the page as it is',
  async (client) => {
    const opened = await gallery.open('/haste', client)
    const { page, sees } = opened
    const tab = page.context().waitForEvent('page')
    await page.click('#to-2', { modifiers: ['ControlOrMeta'] })
    await (await tab).close()
    await page.click('#count')
    await sees('#count', '1')
    await sees('h1', 'Page 1')
  },
)

test.for(bothClients)('%s client: a page that a person decides not to close goes on', async (client) => {
  const { page, sees } = await gallery.open('/haste', client)
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()))
  // A page that nobody has touched may close without asking.
  await page.click('#count')
  await sees('#count', '1')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await page.click('#count')
  await sees('#count', '2')
  expect(await page.locator('[data-phx-main].phx-connected').count()).toBe(1)
})

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
