import { each, html, liveView, paths, reply, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { type LiveApp, serveLive } from '../support/live-app.ts'
import { type OpenPage, openPage } from '../support/open-page.ts'
import { bundleScript, scriptedLayout } from '../support/scripted-page.ts'
import { tcpProxy } from '../support/tcp-proxy.ts'

const pubsub = localPubSub()
const announced = topic<string>('announced')
const path = paths('/counter', '/about')

interface Line {
  readonly id: number
  readonly text: string
}

const lineRow = ({ text }: Line, domId: string) => html`<li id="${domId}">${text}</li>`
const nameOf = ({ name }: { name: string }) => name
const nameRow = ({ name }: { name: string }) => html`<li id="name-${name}">${name}</li>`

const letters = ['a', 'b', 'c'].map((name) => ({ name }))

const counter = liveView({
  params: Type.Object({ tab: Type.Optional(Type.String()) }),
  events: {
    inc: Type.Object({ by: Type.Optional(Type.Integer()) }),
    ask: Type.Object({}),
    shout: Type.Object({}),
    turn: Type.Object({}),
    rename: Type.Object({ name: Type.String() }),
    leave: Type.Object({}),
  },
  topics: { announced },
  mount: () => ({
    count: 0,
    tab: 'one',
    name: '',
    letters,
    lines: stream<Line>([{ id: 0, text: 'ready' }], { limit: -3 }),
  }),
  handleParams: (live, { tab = 'one' }) => live.assign({ tab }),
  handleEvent: {
    inc: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    ask: (live) => reply({ count: live.assigns.count }),
    shout: (live) => live.push('shouted', { count: live.assigns.count }),
    turn: (live) =>
      live.assign({ letters: [...live.assigns.letters.slice(1), ...live.assigns.letters.slice(0, 1)] }),
    rename: (live, { name }) => live.assign({ name }),
    leave(live) {
      live.flash('info', 'You left.')
      live.navigate(path('/about'))
    },
  },
  handleInfo: {
    announced(live, text) {
      live.assigns.lines.insert({ id: live.assigns.count + text.length, text })
    },
  },
  title: ({ count }) => `Count ${count}`,
  render: ({ count, tab, name, letters, lines }, on) => html`
    <p id="count">${count}</p>
    <button id="one" phx-click="${on.inc}">+1</button>
    <button id="five" phx-click="${on.inc({ by: 5 })}">+5</button>
    <button id="shout" phx-click="${on.shout}">Shout</button>
    <button id="turn" phx-click="${on.turn}">Turn</button>
    <button id="leave" phx-click="${on.leave}">Leave</button>
    <a id="tab" data-phx-link="patch" data-phx-link-state="push" href="${path('/counter', { tab: 'two' })}">${tab}</a>
    <form id="form" phx-change="${on.rename}"><input id="name" name="name" value="${name}"></form>
    ${name && html`<p id="greeting">Hello ${name}</p>`}
    <ul id="letters">${each(letters, nameOf, nameRow)}</ul>
    <ol id="lines" phx-update="stream">${each(lines, lineRow)}</ol>
    <div id="asker" phx-hook="Asker"></div>`,
})

const about = liveView({ mount: () => ({}), render: () => html`<h1>About</h1>` })

/** The script of the page: the official client as it is published, and one hook. */
const script = `
  import { Socket } from 'phoenix'
  import { LiveSocket } from 'phoenix_live_view'
  const _csrf_token = document.querySelector('meta[name="csrf-token"]').content
  window.replies = []
  window.addEventListener('phx:shouted', ({ detail }) => window.replies.push(['shouted', detail]))
  const Asker = {
    mounted() {
      this.el.addEventListener('click', () => this.pushEvent('ask', {}, (reply) => window.replies.push(['asked', reply])))
    },
  }
  const liveSocket = new LiveSocket('/live', Socket, { params: { _csrf_token }, hooks: { Asker } })
  liveSocket.connect()`

let live: LiveApp
let browser: TestBrowser

beforeAll(async () => {
  const code = await bundleScript(script, import.meta.dirname)
  live = await serveLive({
    routes: path.routes({ '/counter': counter, '/about': about }),
    rootLayout: scriptedLayout,
    layout: ({ flash, content }) => html`<p id="flash">${flash.info}</p>${content}`,
    pubsub,
    extend: (app) => app.get('/app.js', async (_, reply) => reply.type('text/javascript').send(code)),
  })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await live?.close()
})

/** Opens the counter and waits until its view is joined. */
const openCounter = (url = live.url, ...expected: readonly RegExp[]) =>
  openPage(browser, `${url}/counter`, ...expected)

/** What hooks and listeners of the page were told. */
const replies = (page: OpenPage['page']) =>
  page.evaluate(() => (window as unknown as { replies: unknown[] }).replies)

test('the official client clicks, with and without a payload, and the title follows', async () => {
  const { page, sees } = await openCounter()
  await page.click('#one')
  await page.click('#five')
  await sees('#count', '6')
  await expect.poll(() => page.title()).toBe('Count 6')
})

test('the official client hands a reply to the hook that asked, and pushed events to the window', async () => {
  const { page, sees } = await openCounter()
  await page.click('#one')
  await sees('#count', '1')
  await page.locator('#asker').dispatchEvent('click')
  await expect.poll(() => replies(page)).toEqual([['asked', { count: 1 }]])
  await page.click('#shout')
  await expect
    .poll(() => replies(page))
    .toEqual([
      ['asked', { count: 1 }],
      ['shouted', { count: 1 }],
    ])
})

test('the official client shows rows that are broadcast, and drops those beyond the limit', async () => {
  const { sees } = await openCounter()
  await pubsub.publish(announced, 'x')
  await sees('#lines', 'ready\nx')
  for (const text of ['xx', 'xxx']) await pubsub.publish(announced, text)
  await sees('#lines', 'x\nxx\nxxx')
})

test('the official client moves the rows of a list', async () => {
  const { page, sees } = await openCounter()
  await page.click('#turn')
  await sees('#letters', 'b\nc\na')
  await page.click('#turn')
  await sees('#letters', 'c\na\nb')
})

test('the official client keeps what is typed while the page follows it', async () => {
  const { page, sees } = await openCounter()
  await page.locator('#name').pressSequentially('Ana')
  await sees('#greeting', 'Hello Ana')
  await page.click('#one')
  await sees('#count', '1')
  expect(await page.inputValue('#name')).toBe('Ana')
})

test('the official client follows a patch link, and goes back', async () => {
  const { page, sees } = await openCounter()
  await page.click('#one')
  await page.click('#tab')
  await sees('#tab', 'two')
  expect(new URL(page.url()).search).toBe('?tab=two')
  await page.goBack()
  await sees('#tab', 'one')
  await sees('#count', '1')
})

test('the official client navigates over the same socket, and the flash goes along', async () => {
  const { page, sees } = await openCounter()
  await page.click('#leave')
  await sees('h1', 'About')
  await sees('#flash', 'You left.')
  expect(new URL(page.url()).pathname).toBe('/about')
})

test('the official client joins anew when its connection was cut, without loading the page', async () => {
  const network = await tcpProxy(live.port)
  onTestFinished(network.close)
  const { page, sees } = await openCounter(
    `http://127.0.0.1:${network.port}`,
    /WebSocket connection to .* failed/,
  )
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await page.click('#one')
  await sees('#count', '1')
  network.cut()
  await sees('#count', '0')
  await page.click('#five')
  await sees('#count', '5')
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
})
