import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: a view that crashes begins anew in the same document', async (client) => {
  const { page, sees } = await gallery.open('/errors', client)
  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  await page.click('#add')
  await sees('#count', '1')
  await page.click('#crash')
  await sees('#count', '0')
  await page.click('#add')
  await sees('#count', '1')
  expect(await page.evaluate(() => 'isMarked' in window)).toBe(true)
  expect(gallery.lines.at(-1)).toMatchObject({ level: 'error', code: 'turn_failed' })
})

test.for(bothClients)(
  '%s client: an event that is unknown or does not fit changes nothing, and the view lives on',
  async (client) => {
    const { page, sees } = await gallery.open('/errors', client)
    await page.click('#add')
    await page.click('#unknown')
    await page.click('#invalid')
    await page.click('#add')
    await sees('#count', '2')
    const codes = gallery.lines.slice(-2).map(({ code }) => code)
    expect(codes).toEqual(['unknown_event', 'invalid_payload'])
  },
)

test('a view that crashes in mount is answered with 500, a URL that does not fit with 400', async () => {
  for (const [path, status] of [
    ['/errors?crash=mount', 500],
    ['/params/none', 400],
    ['/params/1?sort=color', 400],
    ['/nowhere', 404],
    ['/broken', 500],
  ] as const) {
    expect((await fetch(gallery.url + path)).status).toBe(status)
  }
})

test('the contents list every page with a link for each client, and each of them opens', async () => {
  const { page } = await gallery.open('/', 'official')
  const links = await page
    .locator('#pages a')
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
  expect(links.length).toBeGreaterThan(60)
  for (const link of links) expect((await fetch(link)).status).toBe(200)
})

test('an address beside the views answers in its own way', async () => {
  expect(await (await fetch(`${gallery.url}/health`)).text()).toBe('ok')
  expect(await (await fetch(`${gallery.url}/dead`)).text()).toContain('A page without a view')
})
