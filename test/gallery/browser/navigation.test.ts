import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** Marks the document, and tells later whether it is still the same one. */
async function mark({ page }: OpenPage) {
  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  return () => page.evaluate(() => 'isMarked' in window)
}

const location = ({ page }: OpenPage) => {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

for (const [way, replacing, n] of [
  ['#push', '#replace', 2],
  ['#server-push', '#server-replace', 4],
  ['#js-push', '#js-replace', 6],
] as const) {
  test.for(bothClients)(
    `%s client: ${way} patches the URL, ${replacing} replaces it, and back goes back`,
    async (client) => {
      const opened = await gallery.open('/patch', client)
      const { page, sees } = opened
      const isSame = await mark(opened)
      await page.click(way)
      await sees('h1', `Page ${n}`)
      await page.click(replacing)
      await sees('h1', `Page ${n + 1}`)
      await expect.poll(() => location(opened)).toBe(`/patch?page=${n + 1}`)
      await page.goBack()
      await sees('h1', 'Page 1')
      await sees('#visits', '4')
      expect(await isSame()).toBe(true)
    },
  )
}

for (const [way, replacing, place] of [
  ['#push', '#replace', 'link'],
  ['#server-push', '#server-replace', 'server'],
  ['#js-push', '#js-replace', 'command'],
] as const) {
  test.for(bothClients)(
    `%s client: ${way} goes to another view over the same socket, and back again`,
    async (client) => {
      const opened = await gallery.open('/navigate', client)
      const { page, sees } = opened
      const isSame = await mark(opened)
      await page.click(way)
      await sees('h1', `Arrived by ${place}`)
      expect(location(opened)).toBe(`/navigate/${place}`)
      await page.goBack()
      await sees('h1', 'The start')
      expect(await isSame()).toBe(true)
    },
  )

  test.for(bothClients)(`%s client: ${replacing} takes the place of the page before`, async (client) => {
    const opened = await gallery.open('/navigate', client)
    const { page, sees } = opened
    const entries = await page.evaluate(() => history.length)
    await page.click(replacing)
    await sees('h1', `Arrived by ${place}`)
    expect(await page.evaluate(() => history.length)).toBe(entries)
    expect(location(opened)).toBe(`/navigate/${place}`)
  })
}

test.for(bothClients)(
  '%s client: a flash goes along to another view, and to a page that is loaded',
  async (client) => {
    const { page, sees } = await gallery.open('/navigate', client)
    await page.click('#server-push')
    await sees('#flash-info', 'The server sent you.')
    await page.click('#back')
    await sees('h1', 'The start')
    await page.click('#load')
    await sees('h1', 'Arrived by loaded')
    await sees('#flash-info', 'The page was loaded.')
    await connected(page)
  },
)

test.for(bothClients)('%s client: a link to a page that has no view loads it', async (client) => {
  const { page, sees } = await gallery.open('/navigate', client)
  await page.click('#dead')
  await sees('h1', 'A page without a view')
})

test.for(bothClients)(
  '%s client: a mount that navigates leads on, and its flash is shown there',
  async (client) => {
    const opened = await gallery.open('/redirects', client)
    await opened.page.click('#to-view')
    await opened.sees('h1', 'Arrived by mount')
    await opened.sees('#flash-info', 'Mount sent you.')
    expect(location(opened)).toBe('/navigate/mount')
  },
)

test.for(bothClients)(
  '%s client: a mount that redirects leads to the page that is loaded',
  async (client) => {
    const opened = await gallery.open('/redirects', client)
    await opened.page.click('#to-dead')
    await opened.sees('h1', 'A page without a view')
    expect(location(opened)).toBe('/dead')
  },
)

test.for(bothClients)(
  '%s client: a view that patches while it mounts stands at its last URL',
  async (client) => {
    const opened = await gallery.open('/redirects', client)
    await opened.page.click('#to-patch')
    await opened.sees('h1', 'Leads settled')
    await expect.poll(() => location(opened)).toBe('/redirects?to=settled')
  },
)

test.for(bothClients)('%s client: a loop of patches is stopped, and the view begins anew', async (client) => {
  const { page, sees } = await gallery.open('/loop', client)
  await page.click('#start')
  await expect.poll(() => page.innerText('#state')).toMatch(/^still, round [1-9]/)
  await connected(page)
  expect(gallery.lines.at(-1)).toMatchObject({ level: 'error', code: 'bad_route' })
  await sees('#start', 'Start')
})

test.for(bothClients)(
  '%s client: a flash is closed by hand, by the server, and by a patch',
  async (client) => {
    const { page, sees } = await gallery.open('/flash', client)
    const flashes = () => page.locator('.o-flash').allInnerTexts()
    await page.click('#tell-info')
    await page.click('#tell-error')
    await sees('#flash-error', 'It went wrong.')
    await page.click('#flash-info button')
    await expect.poll(flashes).toEqual(['It went wrong.'])
    await page.click('#tell-info')
    await expect.poll(flashes).toHaveLength(2)
    await page.click('#clear')
    await expect.poll(flashes).toEqual([])
    await page.click('#tell-info')
    await sees('#flash-info', 'It is done.')
    await page.click('#on')
    await sees('#page', '2')
    expect(await flashes()).toEqual([])
  },
)

test.for(bothClients)(
  '%s client: parameters of path and query are shown as the schema made them',
  async (client) => {
    const { sees } = await gallery.open('/params/41?sort=age&all=true', client)
    await sees('h1', 'Number 42 comes next')
    await sees('#sort', 'Sorted by age')
    await sees('#all', 'All of them')
  },
)
