import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
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
  const errors = gallery.lines.filter(({ level }) => level === 'error')
  expect(errors.at(-1)).toMatchObject({ code: 'turn_failed' })
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

test.for(bothClients)('%s client: a view that fails as it connects is shown as failed', async (client) => {
  const { page, traffic } = await gallery.visit('/failing/page', client)
  const main = page.locator('[data-phx-main].phx-error')
  await main.waitFor()
  const classes = await main.evaluate(({ classList }) => [...classList].sort())
  expect(classes).toEqual(['phx-error', 'phx-loading', 'phx-server-error'])
  expect(traffic.said().slice(1)).toEqual([
    ['received', 'phx_reply', { status: 'error', response: { reason: 'join crashed' } }],
  ])
  expect(await page.innerText('h1')).toBe('page')
})

/** The attempts to join a nested view that fails, by their number. */
const attempts = ({ traffic }: OpenPage) =>
  traffic.frames.flatMap(([way, [, , topic, event, { params }]]) =>
    way === 'sent' && topic === 'lv:broken' && event === 'phx_join'
      ? [(params as { readonly _mount_attempts: number })._mount_attempts]
      : [],
  )

test.for(bothClients)(
  '%s client: a nested view that fails as it connects is tried three times',
  async (client) => {
    const opened = await gallery.visit('/failing/nested', client)
    await expect.poll(() => attempts(opened)).toEqual([0, 1, 2])
    await opened.sees('#child', 'The nested view, as the page had it')
  },
)

// The official client holds back the page around a nested view until that has joined.
test('oriel client: the page around a nested view that fails goes on meanwhile', async () => {
  const opened = await gallery.open('/failing/nested', 'oriel')
  const { page, sees } = opened
  await page.click('#count')
  await sees('#count', '1')
  await expect.poll(() => attempts(opened)).toHaveLength(3)
  await page.click('#count')
  await sees('#count', '2')
})

test.for(bothClients)(
  '%s client: a page without a view runs commands and hooks, and its links load pages',
  async (client) => {
    const { page, sees } = await gallery.visit('/dead', client)
    await sees('#told', 'mounted')
    await page.click('#mark')
    await expect.poll(() => page.locator('#box.bold').count()).toBe(1)
    await page.click('#hide')
    await expect.poll(() => page.isVisible('#box')).toBe(false)
    await page.click('#on')
    await sees('h1', 'The start')
  },
)
