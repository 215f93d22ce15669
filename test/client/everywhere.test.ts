import { channel } from 'node:diagnostics_channel'
import { join } from 'node:path'
import { each, fileInput, html, liveView, reply, stream, Type, upload } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import { type LiveApp, serveLive } from '../support/live-app.ts'
import { type OpenPage, openPage } from '../support/open-page.ts'
import { bundleScript, scriptedLayout } from '../support/scripted-page.ts'
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts'

const said = topic<string>('everywhere.said')
const pubsub = localPubSub()
const world = { mounts: 0, ran: [] as string[], bytes: 0 }

/** A page on which a person types, sends, uploads and scrolls. */
const room = liveView({
  uploads: {
    papers: upload({
      maxFileSize: 2_000_000,
      chunkSize: 16_000,
      autoUpload: true,
      writer: () => ({
        write(bytes) {
          world.bytes += bytes.length
        },
        close: () => 'here',
      }),
    }),
  },
  events: { typed: Type.Object({ draft: Type.String() }), send: Type.Object({ text: Type.String() }) },
  topics: { said },
  mount: () => ({ edition: ++world.mounts, draft: '', lines: stream<{ id: string }>([]) }),
  handleEvent: {
    typed: (live, { draft }) => live.assign({ draft }),
    send(live, { text }) {
      world.ran.push(text)
      live.assigns.lines.insert({ id: text })
      return reply({ text })
    },
  },
  handleInfo: { said: (live, id) => live.assigns.lines.insert({ id }) },
  render: ({ edition, draft, papers, lines }, on) => html`
    <h1>${edition}</h1><p id="draft-seen">${draft}</p>
    <form id="words" phx-change="${on.typed}"><input name="draft" id="draft"></form>
    <form id="files" phx-change="${on.typed}"><input type="hidden" name="draft" value="files">${fileInput(papers)}</form>
    <p id="progress">${papers.entries.map(({ progress }) => progress).join()}</p>
    <button id="send" phx-click="${on.send({ text: 'sent' })}">Send</button>
    <div id="scroller">
      <div id="far">Far</div>
      <ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>
    </div>`,
})

let live: LiveApp
let browser: TestBrowser
beforeAll(async () => {
  const script = await bundleScript(
    `import { connectLive } from './index.ts'
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#scroller { height: 100px; overflow: auto } #far { height: 1000px }')
    document.adoptedStyleSheets = [sheet]
    connectLive()`,
    join(import.meta.dirname, '../../client/live'),
  )
  live = await serveLive({
    routes: [{ path: '/', view: room }],
    rootLayout: scriptedLayout,
    layout: ({ content }) => content,
    pubsub,
    extend: (app) => {
      app.get('/app.js', (_, answer) => answer.type('text/javascript').send(script))
    },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await live?.close()
})

type Opened = OpenPage & { readonly network: TcpProxy }

/** Loses the answer to the next view that is taken up again. */
function loseNextResumption(network: TcpProxy): void {
  const resumed = channel('oriel:view.resumed')
  const lose = () => {
    resumed.unsubscribe(lose)
    void network.cutMidFrame(5)
  }
  resumed.subscribe(lose)
  onTestFinished(() => {
    resumed.unsubscribe(lose)
  })
}

/** Where the network fails, while a person does something. */
const places: Readonly<Record<string, (opened: Opened, act: () => Promise<void>) => Promise<void>>> = {
  async 'before what is sent arrives'({ network }, act) {
    network.stall()
    await act()
    network.cut()
    network.resume()
  },
  async 'after it has run, and before the answer'({ network }, act) {
    const cut = network.cutMidFrame(0)
    await act()
    await cut
  },
  async 'in the middle of a frame'({ network }, act) {
    const cut = network.cutMidFrame(10)
    await act()
    await cut
  },
  async 'while there is no connection'({ network }, act) {
    network.refuse()
    network.cut()
    await act()
    network.accept()
  },
  async 'once more during the join'({ network }, act) {
    loseNextResumption(network)
    network.cut()
    await act()
  },
  async 'unnoticed, and the old connection ends late'({ page, network }, act) {
    network.stall()
    await act()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.locator('[data-phx-main].phx-error').waitFor()
    network.resume()
  },
}

const SIZE = 400_000

/** What a person does, and what the page shows of it in the end. */
const acts: Readonly<
  Record<string, { act(opened: Opened): Promise<unknown>; holds(opened: Opened): Promise<unknown> }>
> = {
  types: {
    act: ({ page }) => page.locator('#draft').pressSequentially('words'),
    async holds({ page, sees }) {
      await sees('#draft-seen', 'words')
      expect(await page.inputValue('#draft')).toBe('words')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('draft')
    },
  },
  sends: {
    act: ({ page }) => page.click('#send'),
    async holds({ page }) {
      await page.locator('li', { hasText: 'sent' }).waitFor()
      await expect.poll(() => page.locator('[data-phx-ref-src]').count()).toBe(0)
      expect(world.ran).toEqual(['sent'])
    },
  },
  uploads: {
    act: ({ page }) =>
      page.setInputFiles('input[type=file]', {
        name: 'a.txt',
        mimeType: 'text/plain',
        buffer: Buffer.alloc(SIZE, 'x'),
      }),
    async holds({ sees }) {
      await sees('#progress', '100')
      expect(world.bytes).toBe(SIZE)
    },
  },
  scrolls: {
    act: ({ page }) => page.evaluate(() => document.getElementById('scroller')?.scrollTo(0, 321)),
    async holds({ page }) {
      expect(await page.evaluate(() => document.getElementById('scroller')?.scrollTop)).toBe(321)
    },
  },
}

const cases = Object.keys(places).flatMap((place) => Object.keys(acts).map((who) => ({ place, who })))

test.each(cases)(
  'a person $who, and the network fails $place: nothing is lost, and nothing twice',
  async ({ place, who }) => {
    Object.assign(world, { ran: [], bytes: 0 })
    const network = await tcpProxy(live.port)
    onTestFinished(network.close)
    const failures = [/WebSocket connection to .* failed/, /ERR_(CONNECTION|EMPTY|SOCKET|NETWORK)/]
    const page = await openPage(browser, `http://127.0.0.1:${network.port}/`, ...failures)
    const opened = { ...page, network }
    const { mounts } = world
    const { act, holds } = acts[who]!
    await pubsub.publish(said, 'before')
    await opened.page.locator('li', { hasText: 'before' }).waitFor()
    await places[place]!(opened, async () => {
      await act(opened)
      // Whatever a person does, something is on its way.
      await pubsub.publish(said, 'meanwhile')
    })
    await opened.page.locator('li', { hasText: 'meanwhile' }).waitFor()
    await holds(opened)
    await pubsub.publish(said, 'after')
    await opened.page.locator('li', { hasText: 'after' }).waitFor()
    const lines = await opened.page.locator('li').allInnerTexts()
    expect(lines.filter((line) => line !== 'sent')).toEqual(['before', 'meanwhile', 'after'])
    expect(world.mounts).toBe(mounts)
  },
)
