import { each, html, liveView, reply, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import type { LiveApp } from '../support/live-app.ts'
import { openPage } from '../support/open-page.ts'
import { tcpProxy } from '../support/tcp-proxy.ts'
import { networkErrors, serveWithOurClient } from './support/own-client.ts'

const said = topic<string>('client-resume.said')
const pubsub = localPubSub()
const ran: string[] = []
const counts = { mounts: 0 }

const room = liveView({
  events: { note: Type.Object({ text: Type.String() }), typed: Type.Object({ draft: Type.String() }) },
  topics: { said },
  mount: () => ({ edition: ++counts.mounts, last: '', lines: stream<{ id: string }>([]) }),
  handleEvent: {
    note(live, { text }) {
      ran.push(text)
      live.assign({ last: text })
      return reply({ noted: text })
    },
    typed: () => {},
  },
  handleInfo: { said: (live, id) => live.assigns.lines.insert({ id }) },
  render: ({ edition, last, lines }, on) => html`
    <h1>${edition}</h1><p>${last}</p>
    <form id="form" phx-change="${on.typed}"><input name="draft" id="draft"></form>
    <button id="note" phx-click="${on.note({ text: 'clicked' })}">Note</button>
    <ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`,
})

/** A hook that pushes an event each time that the connection is back. */
const caller = liveView({
  events: { call: Type.Object({ from: Type.String() }) },
  mount: () => ({ called: '' }),
  handleEvent: {
    call(live, { from }) {
      ran.push(from)
      live.assign({ called: from })
    },
  },
  render: ({ called }, on) => html`
    <p id="caller" phx-hook="Caller">${called}</p>
    <button id="call" phx-click="${on.call({ from: 'button' })}">Call</button>`,
})

let live: LiveApp
let browser: TestBrowser
beforeAll(async () => {
  const routes = [
    { path: '/', view: room },
    { path: '/caller', view: caller },
  ]
  const hooks = "{ hooks: { Caller: { reconnected() { this.pushEvent('call', { from: 'hook' }) } } } }"
  live = await serveWithOurClient({ routes, pubsub }, '', hooks)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await live?.close()
})

/** Opens the room through a network that a test can make bad, and notes each time that the page shows a loss. */
async function enter(path = '/') {
  const network = await tcpProxy(live.port)
  onTestFinished(network.close)
  const opened = await openPage(browser, `http://127.0.0.1:${network.port}${path}`, ...networkErrors)
  await opened.page.evaluate(() => {
    const shown: string[] = []
    Object.assign(window, { shown })
    const main = document.querySelector('[data-phx-main]')!
    new MutationObserver(() => main.classList.contains('phx-error') && shown.push('error')).observe(main, {
      attributes: true,
    })
  })
  const losses = () => opened.page.evaluate(() => (window as unknown as { shown: string[] }).shown.length)
  ran.length = 0
  return { ...opened, network, losses, mounts: counts.mounts }
}

test('a short cut is not seen: the view goes on, and shows what was said meanwhile', async () => {
  const { page, network, losses, mounts } = await enter()
  await page.fill('#draft', 'half a sent')
  network.cut()
  await pubsub.publish(said, 'meanwhile')
  await page.locator('li', { hasText: 'meanwhile' }).waitFor()
  expect([await page.inputValue('#draft'), await losses(), counts.mounts]).toEqual(['half a sent', 0, mounts])
})

test('a long cut is shown, and the view goes on all the same', async () => {
  const { page, network, losses, mounts } = await enter()
  network.refuse()
  network.cut()
  await page.locator('[data-phx-main].phx-error').waitFor()
  await page.click('#note')
  await pubsub.publish(said, 'meanwhile')
  network.accept()
  await page.locator('[data-phx-main].phx-connected').waitFor()
  await page.locator('p', { hasText: 'clicked' }).waitFor()
  await page.locator('li', { hasText: 'meanwhile' }).waitFor()
  expect([ran, counts.mounts, (await losses()) > 0]).toEqual([['clicked'], mounts, true])
})

test('an event whose answer breaks off is answered after the cut, and has run once', async () => {
  const { page, network, mounts } = await enter()
  const cut = network.cutMidFrame(10)
  await page.click('#note')
  await cut
  await page.locator('p', { hasText: 'clicked' }).waitFor()
  await expect.poll(() => page.locator('.phx-click-loading').count()).toBe(0)
  expect([ran, counts.mounts]).toEqual([['clicked'], mounts])
})

test('events before, in and after several cuts each run once, in order', async () => {
  const { page, network, mounts } = await enter()
  for (let i = 0; i < 6; i++) {
    await page.click('#note')
    network.cut()
    await expect.poll(() => ran.length).toBe(i + 1)
  }
  expect([ran.length, counts.mounts]).toEqual([6, mounts])
})

test('a half-open connection that is found dead is left for another, and its late end changes nothing', async () => {
  const { page, network, mounts } = await enter()
  network.stall()
  await page.click('#note')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.locator('[data-phx-main].phx-error').waitFor()
  network.resume()
  await page.locator('[data-phx-main].phx-connected').waitFor()
  await page.locator('p', { hasText: 'clicked' }).waitFor()
  await pubsub.publish(said, 'still here')
  await page.locator('li', { hasText: 'still here' }).waitFor()
  expect([ran, counts.mounts]).toEqual([['clicked'], mounts])
})

test('what a hook pushes when the connection is back runs after what had not come before', async () => {
  const { page, network } = await enter('/caller')
  network.stall()
  await page.click('#call')
  network.refuse()
  network.cut()
  await page.locator('[data-phx-main].phx-error').waitFor()
  network.resume()
  network.accept()
  await expect.poll(() => ran).toEqual(['button', 'hook'])
})
