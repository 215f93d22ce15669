import { html, liveView, paths, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { type LiveApp, type LiveAppOptions, serveLive } from '../support/live-app.ts'
import { openPage } from '../support/open-page.ts'
import { bundleScript, scriptedLayout } from '../support/scripted-page.ts'

const pubsub = localPubSub()
const announced = topic<string>('announced')
const path = paths('/counter', '/about')

const counter = liveView({
  params: Type.Object({ tab: Type.Optional(Type.String()) }),
  events: { inc: Type.Object({ by: Type.Optional(Type.Integer()) }), leave: Type.Object({}) },
  topics: { announced },
  mount: () => ({ count: 0, tab: 'one', news: 'none' }),
  handleParams: (live, { tab = 'one' }) => live.assign({ tab }),
  handleEvent: {
    inc: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    leave(live) {
      live.flash('info', 'You left.')
      live.navigate(path('/about'))
    },
  },
  handleInfo: { announced: (live, news) => live.assign({ news }) },
  render: ({ count, tab, news }, on) => html`
    <p id="count">${count}</p>
    <p id="news">${news}</p>
    <button id="one" phx-click="${on.inc}">+1</button>
    <button id="five" phx-click="${on.inc({ by: 5 })}">+5</button>
    <button id="leave" phx-click="${on.leave}">Leave</button>
    <a id="tab" data-phx-link="patch" data-phx-link-state="push" href="${path('/counter', { tab: 'two' })}">${tab}</a>`,
})

const about = liveView({ mount: () => ({}), render: () => html`<h1>About</h1>` })

/** The official client as it is published; the query of the page says how it is to connect. */
const script = `
  import { LongPoll, Socket } from 'phoenix'
  import { LiveSocket } from 'phoenix_live_view'
  const _csrf_token = document.querySelector('meta[name="csrf-token"]').content
  const isFallback = new URLSearchParams(location.search).has('fallback')
  const how = isFallback ? { longPollFallbackMs: 2500 } : { transport: LongPoll }
  const liveSocket = new LiveSocket('/live', Socket, { params: { _csrf_token }, ...how })
  liveSocket.connect()`

let code: string
let browser: TestBrowser
beforeAll(async () => {
  code = await bundleScript(script, import.meta.dirname)
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Serves the counter where no WebSocket gets through. */
async function serve(options: Partial<LiveAppOptions> = {}): Promise<LiveApp> {
  const live = await serveLive({
    routes: path.routes({ '/counter': counter, '/about': about }),
    rootLayout: scriptedLayout,
    layout: ({ flash, content }) => html`<p id="flash">${flash.info}</p>${content}`,
    pubsub,
    extend: (app) => {
      app.get('/app.js', async (_, reply) => reply.type('text/javascript').send(code))
      app.addHook('onRequest', async (request, reply) => {
        if (request.url.startsWith('/live/websocket')) await reply.code(502).send()
      })
    },
    ...options,
  })
  onTestFinished(live.close)
  return live
}

const openCounter = (live: LiveApp, query = '', ...expected: readonly RegExp[]) =>
  openPage(browser, `${live.url}/counter${query}`, ...expected)

test('the official client joins by long polling, and clicks', async () => {
  const { page, sees } = await openCounter(await serve())
  await page.click('#one')
  await page.click('#five')
  await sees('#count', '6')
})

test('the official client hears of broadcasts by long polling, again and again', async () => {
  const { sees } = await openCounter(await serve())
  for (const news of ['first', 'second', 'third']) {
    await pubsub.publish(announced, news)
    await sees('#news', news)
  }
})

test('the official client patches and navigates by long polling, and the flash goes along', async () => {
  const { page, sees } = await openCounter(await serve())
  await page.click('#one')
  await page.click('#tab')
  await sees('#tab', 'two')
  await page.goBack()
  await sees('#tab', 'one')
  await sees('#count', '1')
  await page.click('#leave')
  await sees('h1', 'About')
  await sees('#flash', 'You left.')
})

test('the official client falls back to long polling when its WebSocket is refused', async () => {
  const { page, sees } = await openCounter(
    await serve(),
    '?fallback=true',
    /WebSocket connection to .* failed.* 502/,
  )
  await page.click('#one')
  await sees('#count', '1')
  await pubsub.publish(announced, 'fallen back')
  await sees('#news', 'fallen back')
})

test('the official client joins anew when a server that it polled has restarted, without loading the page', async () => {
  const before = await serve()
  const { page, sees } = await openCounter(before, '', /net::ERR_(CONNECTION|EMPTY|SOCKET)/)
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await page.click('#one')
  await sees('#count', '1')
  await before.close()
  await serve({ port: before.port })
  await sees('#count', '0')
  await page.click('#five')
  await sees('#count', '5')
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
})

test('a view ends when its page is closed', async () => {
  const told: string[] = []
  const watched = liveView({
    mount: () => ({}),
    connect: () => void told.push('connected'),
    disconnect: () => void told.push('disconnected'),
    render: () => html`<p>Here</p>`,
  })
  const live = await serve({ routes: [{ path: '/counter', view: watched }], limits: { pollMs: 1_000_000 } })
  const { page } = await openCounter(live)
  await expect.poll(() => told).toEqual(['connected'])
  await page.goto('about:blank')
  await expect.poll(() => told).toEqual(['connected', 'disconnected'])
})
