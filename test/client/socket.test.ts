import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fixed, joined, livePages } from './support/live-page.ts'
import type { ScriptedServer } from './support/scripted-server.ts'

const open = livePages()

/** Opens a page whose clock stands still once it has joined: only the test lets time pass. */
async function stoppedPage(shown = '<p>hello</p>') {
  const opened = await open(fixed(shown), '/', (page) => page.clock.install())
  await joined(opened.page)
  await opened.server.next('phx_join')
  await opened.page.clock.pauseAt(await opened.page.evaluate(() => Date.now() + 1000))
  return opened
}

const state = (page: Page) => page.evaluate(() => document.documentElement.dataset.liveState)

const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

/** The connection is lost, and the next attempt hangs; one after that would not. */
async function hangs(page: Page, server: ScriptedServer) {
  server.isHanging = true
  server.drop()
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.clock.runFor(100)
  await expect.poll(() => server.connections()).toBe(2)
  server.isHanging = false
}

/** The socket is dead without a word: the page finds that out when it asks for a sign of life. */
async function isFoundDead(page: Page, server: ScriptedServer) {
  await page.clock.runFor(3000)
  expect(await state(page)).toBe('reconnecting')
  server.isMute = false
  await page.clock.runFor(1000)
  await server.next('phx_join')
}

test('an answered heartbeat keeps the socket', async () => {
  const { page, server } = await stoppedPage()
  for (let i = 0; i < 3; i++) {
    await page.clock.runFor(30_000)
    const { payload, topic } = await server.next('heartbeat')
    expect([topic, payload]).toEqual(['phoenix', {}])
    server.push('diff', { t: `beat ${i}` })
    await expect.poll(() => page.title()).toBe(`Oriel: beat ${i}`)
  }
  expect(server.connections()).toBe(1)
  expect(await state(page)).toBe('connected')
})

test('a heartbeat without an answer gives the socket up', async () => {
  const { page, server } = await stoppedPage()
  server.isMute = true
  await page.clock.runFor(30_000)
  expect(await state(page)).toBe('connected')
  server.isRefusing = true
  await page.clock.runFor(30_000)
  expect(await state(page)).toBe('reconnecting')
  server.isMute = server.isRefusing = false
  await page.clock.runFor(10_000)
  await server.next('phx_join')
  expect(server.connections()).toBe(2)
})

test('a page that is looked at again finds out at once that its socket is dead', async () => {
  const { page, server } = await stoppedPage()
  await setHidden(page, true)
  server.isMute = true
  await setHidden(page, false)
  await isFoundDead(page, server)
})

test('a hidden page does not connect again until it is looked at', async () => {
  const { page, server } = await stoppedPage()
  await setHidden(page, true)
  server.drop()
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.clock.runFor(60_000)
  expect(server.connections()).toBe(1)
  await setHidden(page, false)
  await server.next('phx_join')
  expect(server.connections()).toBe(2)
})

test('delays between attempts grow, and the network coming back ends them', async () => {
  const { page, server } = await stoppedPage()
  let attempts = 0
  page.on('websocket', () => attempts++)
  server.isRefusing = true
  server.drop()
  // An attempt is planned when the page has heard that the one before has failed, at whatever time that is.
  const next = async () => {
    await page.clock.runFor(500)
    return attempts
  }
  for (let i = 1; i <= 8; i++) await expect.poll(next).toBeGreaterThanOrEqual(i)
  const before = attempts
  await page.clock.runFor(400)
  expect(attempts).toBe(before)
  server.isRefusing = false
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await server.next('phx_join')
  await expect.poll(() => attempts).toBe(before + 1)
})

test('an attempt that hangs is given up', async () => {
  const { page, server } = await stoppedPage()
  await hangs(page, server)
  await page.clock.runFor(11_000)
  await server.next('phx_join')
  expect(server.connections()).toBe(3)
})

test('the network coming back ends an attempt that hangs', async () => {
  const { page, server } = await stoppedPage()
  await hangs(page, server)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await server.next('phx_join')
  expect(server.connections()).toBe(3)
})

test('a page that comes back from the cache of the browser proves its socket', async () => {
  const { page, server } = await stoppedPage()
  server.isMute = true
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await isFoundDead(page, server)
})

test('a page that is shown again after it was left for good loads anew', async () => {
  const { page, server } = await stoppedPage()
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false })))
  await server.next('phx_leave')
  const loaded = page.waitForEvent('load')
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await loaded
  await joined(page)
})

test('a server that has ended makes the page load anew, after a while', async () => {
  const { page, server } = await stoppedPage()
  let loads = 0
  page.on('load', () => loads++)
  server.drop(1000)
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.clock.runFor(3999)
  expect(loads).toBe(0)
  await page.clock.runFor(8001)
  await expect.poll(() => loads).toBe(1)
})

test('loading anew that has not helped for long waits longer, until a view has joined', async () => {
  const { page, server } = await stoppedPage()
  let loads = 0
  page.on('load', () => loads++)
  await page.evaluate(() => sessionStorage.setItem('live-reloads', '9'))
  server.drop(1000)
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.clock.runFor(14_999)
  expect(loads).toBe(0)
  await page.clock.runFor(30_001)
  await expect.poll(() => loads).toBe(1)
  await joined(page)
  expect(await page.evaluate(() => sessionStorage.getItem('live-reloads'))).toBe(null)
})

test('a join without an answer is tried again', async () => {
  const { page, server } = await stoppedPage()
  server.onJoin = () => undefined
  server.drop()
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.clock.runFor(100)
  await server.next('phx_join')
  await page.clock.runFor(10_000)
  expect(await state(page)).toBe('reconnecting')
  server.onJoin = () => ({ rendered: fixed('<p>again</p>') })
  await page.clock.runFor(2000)
  await expect.poll(() => page.textContent('p')).toBe('again')
})

test('an event without an answer for half a minute is taken for a lost connection', async () => {
  const { page, server } = await stoppedPage('<button phx-click="add">Add</button>')
  await page.click('button')
  await server.next('event')
  await page.clock.runFor(31_000)
  await server.next('phx_join')
  expect(await page.getAttribute('button', 'data-phx-ref-src')).toBe(null)
})
