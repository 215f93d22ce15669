import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type {} from '../../client/debug/index.ts'
import { debugScript } from '../support/slow-network.ts'
import { fixed, joined, livePages } from './support/live-page.ts'

const open = livePages()

const button = fixed('<button phx-click="add">Add</button>')

/** Opens a page with the development bundle, and what it writes at the console. */
async function openDebugged(rendered = button) {
  const written: string[] = []
  const opened = await open(rendered, '/', (page) => {
    page.on('console', (message) => message.type() === 'debug' && written.push(message.text()))
    return page.addInitScript(debugScript)
  })
  await joined(opened.page)
  await opened.server.next('phx_join')
  return { ...opened, written }
}

const log = (page: Page, on: boolean) => page.evaluate((on) => window.orielDebug?.log(on), on)

test('the log tells what goes over the network, and what was answered, until it is switched off', async () => {
  const { page, server, written } = await openDebugged()
  await log(page, true)
  await page.click('button')
  const click = await server.next('event')
  server.push('diff', { t: 'between' })
  click.reply()
  await expect.poll(() => written.length).toBe(3)
  expect(written[0]).toMatch(/^oriel → lv:phx-main event \{type: click, event: add/)
  expect(written[1]).toMatch(/^oriel ← lv:phx-main diff \{t: between\}/)
  expect(written[2]).toMatch(/^oriel ← lv:phx-main event, after \d+ ms \{status: ok/)
  await log(page, false)
  await page.click('button')
  ;(await server.next('event')).reply()
  await page.waitForSelector('button:not([data-phx-ref-src])')
  expect(written).toHaveLength(3)
})

test('the log tells when a connection is lost and had again, and the tab remembers that it is on', async () => {
  const { page, server, written } = await openDebugged()
  await log(page, true)
  await page.reload()
  await joined(page)
  const opened = () => written.filter((line) => line.startsWith(`oriel open ws://`)).length
  await expect.poll(opened).toBe(1)
  server.drop(4000)
  await expect.poll(() => written).toContain('oriel close 4000')
  await expect.poll(opened).toBe(2)
})

test('a slow network holds everything back in both directions, until it is good again', async () => {
  const { page, server } = await openDebugged()
  await page.clock.install()
  await page.evaluate(() => window.orielDebug?.simulate({ latency: 10_000 }))
  await page.click('button')
  await page.clock.runFor(9000)
  expect(server.pending('event')).toBe(0)
  await page.clock.runFor(1000)
  ;(await server.next('event')).reply()
  await page.evaluate(() => window.orielDebug?.simulate())
  await page.clock.runFor(1000)
  await page.waitForSelector('button:not([data-phx-ref-src])')
})
