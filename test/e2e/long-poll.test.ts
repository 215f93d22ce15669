import { html, liveView, paths, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { type LiveApp, type LiveAppOptions, serveLive } from '../support/live-app.ts'
import { connected, openPage } from '../support/open-page.ts'
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

/** Both clients, the official one as it is published; the query of the page says which, and how it is to connect. */
const script = `
  import { LongPoll, Socket } from 'phoenix'
  import { connectLive } from '../../client/live/index.ts'
  import { LiveSocket } from 'phoenix_live_view'
  const _csrf_token = document.querySelector('meta[name="csrf-token"]').content
  const asked = new URLSearchParams(location.search).get('client')
  if (asked) sessionStorage.setItem('client', asked)
  const client = sessionStorage.getItem('client')
  if (client === 'oriel') connectLive()
  else if (client === 'oriel-never') connectLive({ longPollFallbackMs: 0 })
  else if (client === 'oriel-polling') connectLive({ transport: 'longpoll' })
  else {
    const how = client === 'fallback' ? { longPollFallbackMs: 2500 } : { transport: LongPoll }
    new LiveSocket('/live', Socket, { params: { _csrf_token }, ...how }).connect()
  }`

let code: string
let browser: TestBrowser
beforeAll(async () => {
  code = await bundleScript(script, import.meta.dirname)
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const serveScript: NonNullable<LiveAppOptions['extend']> = (app) => {
  app.get('/app.js', async (_, reply) => reply.type('text/javascript').send(code))
}

/** Serves the counter where no WebSocket gets through. */
async function serve(options: Partial<LiveAppOptions> = {}): Promise<LiveApp> {
  const live = await serveLive({
    routes: path.routes({ '/counter': counter, '/about': about }),
    rootLayout: scriptedLayout,
    layout: ({ flash, content }) => html`<p id="flash">${flash.info}</p>${content}`,
    pubsub,
    extend: (app) => {
      serveScript(app)
      app.addHook('onRequest', async (request, reply) => {
        if (request.url.startsWith('/live/websocket')) await reply.code(502).send()
      })
    },
    ...options,
  })
  onTestFinished(live.close)
  return live
}

/** Ways to come to long polling: at once, or after a WebSocket that was refused. */
const clients = ['polling', 'fallback', 'oriel'] as const

const refused = /WebSocket connection to .* failed.* 502/

const openCounter = (live: LiveApp, client: (typeof clients)[number], ...expected: readonly RegExp[]) =>
  openPage(browser, `${live.url}/counter?client=${client}`, refused, ...expected)

test.for(clients)('%s client: joins by long polling, and clicks', async (client) => {
  const { page, sees } = await openCounter(await serve(), client)
  await page.click('#one')
  await page.click('#five')
  await sees('#count', '6')
})

test.for(clients)('%s client: hears of broadcasts by long polling, again and again', async (client) => {
  const { sees } = await openCounter(await serve(), client)
  for (const news of ['first', 'second', 'third']) {
    await pubsub.publish(announced, news)
    await sees('#news', news)
  }
})

test.for(clients)(
  '%s client: patches and navigates by long polling, and the flash goes along',
  async (client) => {
    const { page, sees } = await openCounter(await serve(), client)
    await page.click('#one')
    await page.click('#tab')
    await sees('#tab', 'two')
    await page.goBack()
    await sees('#tab', 'one')
    await sees('#count', '1')
    await page.click('#leave')
    await sees('h1', 'About')
    await sees('#flash', 'You left.')
  },
)

test.for(clients)(
  '%s client: joins anew when a server that it polled has restarted, without loading the page',
  async (client) => {
    const before = await serve()
    const { page, sees } = await openCounter(before, client, /net::ERR_(CONNECTION|EMPTY|SOCKET)/)
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))
    await page.click('#one')
    await sees('#count', '1')
    await before.close()
    await serve({ port: before.port })
    await sees('#count', '0')
    await page.click('#five')
    await sees('#count', '5')
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  },
)

test.for(clients)('%s client: a view ends when its page is closed', async (client) => {
  const told: string[] = []
  const watched = liveView({
    mount: () => ({}),
    connect: () => void told.push('connected'),
    disconnect: () => void told.push('disconnected'),
    render: () => html`<p>Here</p>`,
  })
  const live = await serve({ routes: [{ path: '/counter', view: watched }], limits: { pollMs: 1_000_000 } })
  const { page } = await openCounter(live, client)
  await expect.poll(() => told).toEqual(['connected'])
  await page.goto('about:blank')
  await expect.poll(() => told).toEqual(['connected', 'disconnected'])
})

/** What the browser has done to connect since it was opened. */
async function watchedPage(live: LiveApp, client: string) {
  const { page } = await browser.newPage()
  onTestFinished(() => page.context().close())
  const ways: string[] = []
  page.on('websocket', () => ways.push('WebSocket'))
  page.on('request', (request) => {
    if (request.url().includes('/longpoll')) ways.push('long poll')
  })
  return { page, ways, load: () => page.goto(`${live.url}/counter?client=${client}`) }
}

test.for(['fallback', 'oriel'])(
  '%s client: remembers for a tab that no WebSocket gets through',
  async (client) => {
    const { page, ways, load } = await watchedPage(await serve(), client)
    await load()
    await connected(page)
    expect(ways.slice(0, 2)).toEqual(['WebSocket', 'long poll'])
    ways.length = 0
    await page.reload()
    await connected(page)
    expect(ways).not.toContain('WebSocket')
  },
)

test.for(['fallback', 'oriel'])(
  '%s client: gives a WebSocket up that opens and lets nothing through',
  async (client) => {
    const { page, load } = await watchedPage(await serve(), client)
    await page.routeWebSocket(/live\/websocket/, () => undefined)
    await load()
    await connected(page)
    await page.click('#one')
    await expect.poll(() => page.innerText('#count')).toBe('1')
  },
)

// The official client stays with polling, and the page without a view.
test('our client goes back to WebSockets when they work and polling does not', async () => {
  const { page, load } = await watchedPage(await serve({ extend: serveScript }), 'oriel')
  await page.addInitScript(() => sessionStorage.setItem('phx:fallback:LongPoll', 'true'))
  await page.route('**/live/longpoll*', (route) => route.abort())
  await load()
  await connected(page)
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('phx:fallback:LongPoll'))).toBe('')
})

test('our client never polls when it is told so', async () => {
  const { ways, load } = await watchedPage(await serve(), 'oriel-never')
  await load()
  await expect.poll(() => ways.length).toBeGreaterThan(3)
  expect(ways).not.toContain('long poll')
})

test('our client polls at once when it is told so', async () => {
  const { page, ways, load } = await watchedPage(await serve({ extend: serveScript }), 'oriel-polling')
  await load()
  await connected(page)
  expect(new Set(ways)).toEqual(new Set(['long poll']))
})
