import { expect, test } from 'vitest'
import { fixed, joined, livePages } from './support/live-page.ts'
import { isUp, markElement, nextOf, sticky } from './support/nested.ts'

const open = livePages()

const link = (to: string) =>
  `<a href="${to}" data-phx-link="redirect" data-phx-link-state="push">go to ${to}</a>`

/** Pages with a player below them, but for `/quiet`, which has none. */
const site = (id: string) => {
  if (id === 'player') return { s: ['<button phx-click="play">', '</button>'], 0: 'Silent' }
  const player = id === '/quiet' ? '' : `<footer>${sticky('player')}</footer>`
  return fixed(`<h1>${id}</h1>${link('/b')}${link('/quiet')}${player}`)
}

test('a sticky view joins without waiting for the view of the page', async () => {
  const { server } = await open(site)
  server.onJoin = () => undefined
  const { payload } = await nextOf(server, 'phx_join', 'player')
  expect(payload).toMatchObject({ session: 'SESSION player', static: null, sticky: true })
  expect(Object.keys(payload)).not.toContain('url')
})

test('a sticky view stays, with its element and what it shows, over live navigation', async () => {
  const { page, server } = await open(site)
  await isUp(page, 'player')
  await joined(page)
  const isSame = await markElement(page, '#player button')
  server.push('diff', { 0: 'Playing' }, 'player')
  await page.click('text=go to /b')
  await expect.poll(() => page.textContent('h1')).toBe('/b')
  expect(await page.textContent('footer')).toBe('Playing')
  expect(await isSame()).toBe(true)
  await page.click('#player button')
  expect((await server.next('event')).topic).toBe('lv:player')
  expect((await server.next('phx_leave')).topic).toBe('lv:phx-main')
  expect(server.pending('phx_leave')).toBe(0)
})

test('a sticky view is left when the next page does not show it', async () => {
  const { page, server } = await open(site)
  await isUp(page, 'player')
  await joined(page)
  await page.click('text=go to /quiet')
  await nextOf(server, 'phx_leave', 'player')
  expect(await page.locator('#player').count()).toBe(0)
})

test('a sticky view stands as it was when the view of the page crashes', async () => {
  const { page, server } = await open(site)
  await isUp(page, 'player')
  await isUp(page, 'phx-main')
  server.push('phx_error', {}, 'phx-main')
  await page.waitForSelector('#phx-main.phx-server-error')
  expect(await page.getAttribute('#player', 'class')).toBe('phx-connected')
  await page.click('#player button')
  expect((await server.next('event')).topic).toBe('lv:player')
})

test('a sticky view joins again with the connection', async () => {
  const { page, server } = await open(site)
  await isUp(page, 'player')
  await isUp(page, 'phx-main')
  await nextOf(server, 'phx_join', 'player')
  server.drop()
  const { payload } = await nextOf(server, 'phx_join', 'player')
  expect(payload.params).toMatchObject({ _mounts: 1 })
  await isUp(page, 'player')
})
