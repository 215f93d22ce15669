import {
  component,
  each,
  event,
  fileInput,
  html,
  type Live,
  liveView,
  reply,
  stream,
  Type,
  upload,
} from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { flash } from 'oriel/components'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { told } from '../live/server/told.ts'
import { openBrowser, type TestBrowser } from '../support/browser.ts'
import type { LiveApp } from '../support/live-app.ts'
import { openPage, visitPage } from '../support/open-page.ts'
import { tcpProxy } from '../support/tcp-proxy.ts'
import { networkErrors, serveWithOurClient } from './support/own-client.ts'

const said = topic<string>('client-lost.said')
const pubsub = localPubSub()
const world = {
  ran: [] as string[],
  ids: [] as string[],
  mounts: 0,
  ended: new Set<number>(),
  bytes: 0,
  connect: () => {},
}

const Text = Type.Object({ text: Type.String() })

function note(live: Pick<Live<{ last: string }>, 'assign' | 'eventId'>, { text }: { readonly text: string }) {
  world.ran.push(text)
  world.ids.push(live.eventId)
  live.assign({ last: text })
  return reply({ noted: text })
}

const counter = component({
  events: { add: Type.Object({}) },
  mount: () => ({ count: 0 }),
  handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ id, count }, on) => html`<b id="${id}" phx-click="${on.add}">${count}</b>`,
})

const text = (bytes: Uint8Array) => {
  world.bytes += bytes.length
}

/** A view that remembers all that it shows, and ends so many milliseconds after its connection. */
const deskFor = (resumeWithin: number) =>
  liveView({
    resumeWithin,
    events: {
      safe: event(Text, { repeat: true }),
      unsafe: Text,
      typed: Type.Object({ draft: Type.String() }),
      crash: event(Type.Object({}), { repeat: true }),
      keyed: Type.Object({ key: Type.String() }),
    },
    topics: { said },
    mount: () => ({ edition: ++world.mounts, last: '', heard: '' }),
    connect: () => world.connect(),
    disconnect: (live) => {
      world.ended.add(live.assigns.edition)
    },
    handleEvent: {
      safe: note,
      unsafe: note,
      typed: (_, { draft }) => {
        world.ran.push(`typed ${draft}`)
      },
      crash() {
        world.ran.push('crash')
        throw new Error('planted')
      },
      keyed: (_, { key }) => {
        world.ran.push(key)
      },
    },
    handleInfo: { said: (live, heard) => live.assign({ heard }) },
    render: ({ edition, last, heard }, on) => html`
    <h1>${edition}</h1><p id="last">${last}</p><p id="heard">${heard}</p>
    <form id="form" phx-change="${on.typed}" phx-submit="${on.unsafe}">
      <input name="draft" id="draft"><input name="text" id="text"><button id="send">Send</button>
    </form>
    <button id="safe" phx-click="${on.safe({ text: 'safe' })}">Safe</button>
    <button id="unsafe" phx-click="${on.unsafe({ text: 'unsafe' })}">Unsafe</button>
    <button id="crash" phx-click="${on.crash}">Crash</button>
    <div phx-window-keydown="${on.keyed}"></div>
    ${counter({ id: 'counter' })}`,
  })

/** A view that goes on for long, with a stream and an upload. */
const shelf = liveView({
  uploads: {
    papers: upload({
      maxFileSize: 20_000_000,
      chunkSize: 16_000,
      autoUpload: true,
      writer: () => ({ write: text, close: () => world.bytes }),
    }),
  },
  events: { check: Type.Object({}), save: Type.Object({}) },
  topics: { said },
  mount: () => ({ edition: ++world.mounts, saved: '', lines: stream<{ id: string }>([]) }),
  connect: () => world.connect(),
  handleEvent: {
    check: () => {},
    save: async (live) =>
      live.assign({ saved: (await live.consumeUploads('papers', (bytes) => bytes)).join() }),
  },
  handleInfo: { said: (live, id) => live.assigns.lines.insert({ id }) },
  render: ({ edition, saved, papers, lines }, on) => html`
    <h1>${edition}</h1><p id="saved">${saved}</p>
    <p id="progress">${papers.entries.map(({ progress, errors }) => `${progress} ${errors.join()}`).join()}</p>
    <form id="form" phx-change="${on.check}" phx-submit="${on.save}">${fileInput(papers)}<button>Save</button></form>
    <ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`,
})

let live: LiveApp
let browser: TestBrowser
beforeAll(async () => {
  live = await serveWithOurClient({
    routes: [
      { path: '/', view: deskFor(60_000) },
      { path: '/brief', view: deskFor(400) },
      { path: '/shelf', view: shelf },
    ],
    layout: ({ flash: messages, content }) => html`${flash({ flash: messages })}${content}`,
    pubsub,
    limits: { outboxBytes: 20_000 },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await live?.close()
})
beforeEach(() => {
  Object.assign(world, { ran: [], ids: [], mounts: 0, ended: new Set<number>(), bytes: 0, connect: () => {} })
})

const expected = [...networkErrors, /The view is not connected: "(unsafe|crash|keyed)" was not answered/]

/** Opens a page through a network that a test can make bad, and notes which events it is told are lost. */
async function enter(path = '/') {
  const network = await tcpProxy(live.port)
  onTestFinished(network.close)
  const opened = await openPage(browser, `http://127.0.0.1:${network.port}${path}`, ...expected)
  await opened.page.evaluate(() => {
    const lost: string[] = []
    Object.assign(window, { lost })
    addEventListener('phx:event-lost', (told) => {
      const { event } = (told as CustomEvent<{ event: string }>).detail
      lost.push(event)
      if (document.body.dataset['quiet']) told.preventDefault()
    })
  })
  return { ...opened, network, mounts: world.mounts }
}

const lostIn = (page: Page) => page.evaluate(() => (window as unknown as { lost: string[] }).lost)

const notice = (page: Page) => page.getByRole('alert')

/** Does something on a page that has no connection, and lets its view end before it comes back. */
async function outliveTheView(
  { page, network, mounts }: Awaited<ReturnType<typeof enter>>,
  act: () => Promise<void>,
) {
  network.refuse()
  network.cut()
  await act()
  await expect.poll(() => world.ended).toContain(mounts)
  network.accept()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.locator('h1', { hasText: `${mounts + 1}` }).waitFor()
}

test('when the view is gone, an event that is safe to repeat runs in the next one, once', async () => {
  const opened = await enter('/brief')
  await outliveTheView(opened, () => opened.page.click('#safe'))
  await opened.sees('#last', 'safe')
  expect([world.ran, await lostIn(opened.page)]).toEqual([['safe'], []])
  expect(await notice(opened.page).isVisible()).toBe(false)
})

test('any other is told to the page, and shown; what stands in its form is kept', async () => {
  const opened = await enter('/brief')
  const { page } = opened
  await page.fill('#draft', 'half a sentence')
  await outliveTheView(opened, async () => {
    await page.fill('#text', 'to be kept')
    await page.click('#send')
  })
  await notice(page).getByText('what you did last may be missing').waitFor()
  expect([await page.inputValue('#draft'), await page.inputValue('#text')]).toEqual([
    'half a sentence',
    'to be kept',
  ])
  expect(await lostIn(page)).toEqual(['unsafe'])
  expect(world.ran.filter((what) => !what.startsWith('typed'))).toEqual([])
  await expect.poll(() => page.locator('[data-phx-ref-src]').count()).toBe(0)
  await page.getByRole('button', { name: 'Close' }).click()
  await notice(page).waitFor({ state: 'hidden' })
})

test('an app may show that in another way', async () => {
  const opened = await enter('/brief')
  await opened.page.evaluate(() => {
    document.body.dataset['quiet'] = 'yes'
  })
  await outliveTheView(opened, () => opened.page.click('#unsafe'))
  await expect.poll(() => lostIn(opened.page)).toEqual(['unsafe'])
  expect(await notice(opened.page).isVisible()).toBe(false)
})

test('an event that crashes its view is repeated once, and then told of', async () => {
  const { page, mounts } = await enter()
  await page.click('#crash')
  await expect.poll(() => lostIn(page)).toEqual(['crash'])
  await page.locator('[data-phx-main].phx-connected').waitFor()
  await page.locator('h1', { hasText: `${mounts + 2}` }).waitFor()
  expect(world.ran).toEqual(['crash', 'crash'])
})

test('of what is typed without a connection, only the last is sent', async () => {
  const { page, network, mounts } = await enter()
  network.refuse()
  network.cut()
  for (const draft of ['a', 'ab', 'abc']) await page.fill('#draft', draft)
  await page.click('#safe')
  network.accept()
  await expect.poll(() => world.ran).toEqual(['typed abc', 'safe'])
  await expect.poll(() => page.locator('[data-phx-ref-src]').count()).toBe(0)
  expect(world.mounts).toBe(mounts)
})

test('more events than are kept without a connection are told of at once', async () => {
  const { page, network } = await enter()
  network.refuse()
  network.cut()
  await page.evaluate(() => {
    for (let i = 0; i < 300; i++) dispatchEvent(new KeyboardEvent('keydown', { key: `key ${i}` }))
  })
  const lost = await lostIn(page)
  expect(lost.length).toBeGreaterThan(50)
  network.accept()
  await expect.poll(() => world.ran.length).toBe(300 - lost.length)
  expect(world.ran).toEqual(world.ran.map((_, i) => `key ${i}`))
})

test('a connection that is lost between the join and its answer mounts nothing twice', async () => {
  const network = await tcpProxy(live.port)
  onTestFinished(network.close)
  const { mounts } = world
  let cut: Promise<void> | undefined
  // The next that the server says is the answer.
  world.connect = () => {
    cut ??= network.cutMidFrame(8)
  }
  const { page } = await visitPage(browser, `http://127.0.0.1:${network.port}/shelf`, ...expected)
  await page.locator('[data-phx-main].phx-connected').waitFor()
  await cut
  await pubsub.publish(said, 'after that')
  await page.locator('li', { hasText: 'after that' }).waitFor()
  expect([world.mounts, await page.innerText('h1')]).toEqual([mounts + 1, `${mounts + 1}`])
})

test('more than is kept of what was missed is made up for by the page in full, and the view goes on', async () => {
  const { page, network, mounts } = await enter()
  const renewed = told('oriel:view.resumed')
  await page.click('#counter')
  await page.locator('b', { hasText: '1' }).waitFor()
  await page.fill('#draft', 'half a sent')
  network.stall()
  for (const size of [8000, 8001, 8002]) {
    await pubsub.publish(said, 'x'.repeat(size))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await pubsub.publish(said, 'the newest')
  network.resume()
  network.cut()
  await page.locator('#heard', { hasText: 'the newest' }).waitFor()
  await page.click('#counter')
  await page.locator('b', { hasText: '2' }).waitFor()
  expect([await page.inputValue('#draft'), world.mounts, renewed.length]).toEqual(['half a sent', mounts, 1])
})

test('a file goes on after a cut in its middle, and no byte of it is written twice', async () => {
  const { page, network, sees, mounts } = await enter('/shelf')
  const size = 1_500_000
  network.delay(5)
  const buffer = Buffer.alloc(size, 'x')
  await page.setInputFiles('input[type=file]', { name: 'a.bin', mimeType: 'text/plain', buffer })
  for (const reached of [200_000, 600_000, 1_000_000]) {
    await expect.poll(() => world.bytes).toBeGreaterThan(reached)
    network.cut()
  }
  await sees('#progress', '100')
  await page.getByRole('button', { name: 'Save' }).click()
  await sees('#saved', String(size))
  expect([world.bytes, world.mounts]).toEqual([size, mounts])
})
