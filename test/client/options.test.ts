import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { LiveOptions, PushDetail } from '../../client/live/index.ts'
import type { Diff } from '../../src/live/wire/tree.ts'
import { fixed, joined, livePages } from './support/live-page.ts'

const open = livePages()

/** Options that are no functions, and so can be handed to the page. */
type Figures = Pick<LiveOptions, 'disconnectedTimeout' | 'defaults'>

/** Opens a page with options, whose clock only the test moves once it has joined. */
async function stoppedWith(shown: Diff, options: Figures) {
  const opened = await open(shown, '/', async (page) => {
    await page.clock.install()
    await page.addInitScript((options) => {
      window.options = options
    }, options)
  })
  await joined(opened.page)
  await opened.server.next('phx_join')
  await opened.page.clock.pauseAt(await opened.page.evaluate(() => Date.now() + 1000))
  return opened
}

const state = (page: Page) => page.evaluate(() => document.documentElement.dataset['liveState'])
const classes = (page: Page) => page.$eval('#phx-main', (el) => [...el.classList].sort())

test('a view that is joined soon enough is never shown as loading', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'), '/', async (page) => {
    await page.clock.install()
    await page.addInitScript(() => {
      window.options = { loaderTimeout: 500 }
    })
  })
  await joined(page)
  await server.next('phx_join')
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000))
  server.onJoin = () => undefined
  await page.evaluate(() => window.client.js().navigate('/next'))
  const join = await server.next('phx_join')
  expect(await state(page)).toBe('connecting')
  expect(await classes(page)).toEqual(['phx-connected'])
  await page.clock.runFor(600)
  expect(await classes(page)).toEqual(['phx-loading'])
  join.reply({ rendered: fixed('<p>next</p>') })
  await expect.poll(() => classes(page)).toEqual(['phx-connected'])
})

test('an app says how long a loss may last before it is worth a word', async () => {
  const shown = fixed('<p phx-disconnected=\'[["add_class",{"names":["lost"]}]]\'>hello</p>')
  const { page, server } = await stoppedWith(shown, { disconnectedTimeout: 9000 })
  server.isRefusing = true
  server.drop()
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.clock.runFor(8900)
  expect(await page.getAttribute('p', 'class')).toBe(null)
  await page.clock.runFor(200)
  expect(await page.getAttribute('p', 'class')).toBe('lost')
})

test('an app says how long fields and buttons hold back what names no time', async () => {
  const shown = fixed(
    '<form phx-change="typed"><input id="a" name="a" phx-debounce></form><button phx-click="hit" phx-throttle>Hit</button>',
  )
  const { page, server } = await stoppedWith(shown, { defaults: { debounce: 2000, throttle: 4000 } })
  await page.fill('#a', 'text')
  await page.clock.runFor(1900)
  expect(server.pending('event')).toBe(0)
  await page.clock.runFor(200)
  expect((await server.next('event')).payload.event).toBe('typed')

  await page.click('button')
  const { payload, reply } = await server.next('event')
  expect(payload.event).toBe('hit')
  reply()
  await expect.poll(() => page.$$('.phx-click-loading')).toEqual([])
  await page.clock.runFor(3900)
  await page.click('button')
  expect(server.pending('event')).toBe(0)
  await page.clock.runFor(200)
  await page.click('button')
  expect((await server.next('event')).payload.event).toBe('hit')
})

test('a view is told what the app knows of the browser and of its container', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'), '/', (page) =>
    page.addInitScript(() => {
      window.options = { params: (container) => ({ from: container.id }) }
    }),
  )
  await joined(page)
  expect((await server.next('phx_join')).payload.params).toMatchObject({ from: 'phx-main' })
})

test('what clicks and keys tell beyond their elements is asked of the app', async () => {
  const shown = fixed(
    '<button phx-click="hit" phx-value-key="kept">Hit</button><input phx-keydown="pressed"><p phx-click-away="away">x</p>',
  )
  const { page, server } = await open(shown, '/', (page) =>
    page.addInitScript(() => {
      window.options = {
        metadata: {
          click: ({ shiftKey }, el) => ({ shiftKey, of: el.tagName }),
          keydown: ({ code }) => ({ code }),
        },
      }
    }),
  )
  await joined(page)
  const told = async () => (await server.next('event')).payload
  await page.click('button', { modifiers: ['Shift'] })
  expect(await told()).toMatchObject({ event: 'away', value: { shiftKey: true, of: 'P' } })
  expect(await told()).toMatchObject({ event: 'hit', value: { shiftKey: true, of: 'BUTTON', key: 'kept' } })
  await page.press('input', 'a')
  expect(await told()).toMatchObject({ event: 'pressed', value: { key: 'a', code: 'KeyA' } })
})

test('what an app does around patches may fail, and the page is patched all the same', async () => {
  const { page, server, assertClean } = await open({ s: ['<p title="', '">x</p>'], 0: 'a' }, '/', (page) =>
    page.addInitScript(() => {
      const fail = () => {
        throw new Error('planted')
      }
      window.options = {
        dom: { onPatchStart: fail, onBeforeElUpdated: fail, onNodeAdded: fail, onPatchEnd: fail },
      }
    }),
  )
  await joined(page)
  server.push('diff', { 0: 'b' })
  await expect.poll(() => page.getAttribute('p', 'title')).toBe('b')
  expect(await state(page)).toBe('connected')
  assertClean(/planted/)
})

test('an app hears of each element that comes, and of none that stays or moves', async () => {
  const shown: Diff = { s: ['<ul>', '</ul>'], 0: '<li id="a">a</li><li id="b">b</li>' }
  const { page, server } = await open(shown, '/', (page) =>
    page.addInitScript(() => {
      window.options = { dom: { onNodeAdded: (el) => window.calls.push(el.id) } }
    }),
  )
  await joined(page)
  expect(await page.evaluate(() => window.calls)).toEqual([])
  server.push('diff', {
    0: '<li id="b">b</li><li id="c"><b id="d">d</b><i id="e">e</i></li><li id="a">a</li>',
  })
  await expect.poll(() => page.innerText('ul')).toBe('b\nde\na')
  expect(await page.evaluate(() => window.calls)).toEqual(['c', 'd', 'e'])
})

test('a page is told that a connection was closed by its own script, until it is opened again', async () => {
  const { page, server } = await open(fixed('<p>hello</p>'))
  await joined(page)
  await server.next('phx_join')
  expect(await page.evaluate(() => window.client.isConnected())).toBe(true)
  await page.evaluate(() => window.client.disconnect())
  expect(await page.evaluate(() => window.client.isConnected())).toBe(false)
  await expect.poll(() => state(page)).toBe('reconnecting')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  expect(server.connections()).toBe(1)
  await page.evaluate(() => window.client.connect())
  await server.next('phx_join')
  await expect.poll(() => state(page)).toBe('connected')
  expect(server.connections()).toBe(2)
})

test('a script outside of hooks is told of each event that is pushed, and when its answer is shown', async () => {
  const shown: Diff = { s: ['<button phx-click="hit">', '</button><p id="other">', '</p>'], 0: 'a', 1: 'a' }
  const { page, server } = await open(shown)
  await joined(page)
  await page.evaluate(() => {
    addEventListener('phx:push:hit', (sent) => {
      const { event, eventType, payload, lock, lockComplete } = (sent as CustomEvent<PushDetail>).detail
      const other = document.getElementById('other') as HTMLElement
      window.calls.push(`${eventType} ${event} ${JSON.stringify(payload)}`)
      lock(other).then(() => window.calls.push(`other ${other.textContent}`))
      lockComplete.then(() => window.calls.push(`target ${(sent.target as Element).textContent}`))
    })
  })
  await page.click('button')
  const { reply } = await server.next('event')
  server.push('diff', { 1: 'b' })
  server.push('diff', { t: 'seen' })
  await expect.poll(() => page.title()).toBe('Oriel: seen')
  expect(await page.innerText('#other')).toBe('a')
  reply({ diff: { 0: 'c' } })
  await expect.poll(() => page.innerText('#other')).toBe('b')
  await expect
    .poll(() => page.evaluate(() => window.calls))
    .toEqual(['click hit {"value":""}', 'other b', 'target c'])
})
