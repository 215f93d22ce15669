import type { LiveView } from 'oriel'
import { localPubSub, type PubSub } from 'oriel/bus'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { serveLive } from '../support/live-app.ts'
import { type PageTokens, WireBrowser, WireSocket } from '../support/wire-client.ts'
import { readPage } from './markdown.ts'
import { writeSamples } from './sample-project.ts'

const readme = readPage('README.md')
const project = writeSamples([readme])
afterAll(project.remove)

type Frame = [string, string | null, string, string, Record<string, unknown>]

/** A browser on the counter, which reads its frames in order. */
interface Viewer {
  readonly socket: WireSocket
  readonly tokens: PageTokens
  next(): Promise<unknown>
}

async function openViewer(url: string): Promise<Viewer> {
  const browser = new WireBrowser(url)
  const { tokens } = await browser.get('/')
  const socket = await WireSocket.open(browser, tokens)
  let read = 0
  return {
    socket,
    tokens,
    async next() {
      const position = read++
      return asWritten(await socket.next((frame) => socket.frames.indexOf(frame) === position))
    },
  }
}

/** A frame as the page writes it: without the topic's id, and with templates numbered from 0. */
function asWritten(frame: unknown): unknown {
  const text = JSON.stringify(frame).replace(/"lv:phx-[^"]*"/, '"lv:phx-…"')
  return JSON.parse(text.replace(/"s":\d+,"p":\{"\d+"/, '"s":0,"p":{"0"'))
}

/** A frame that the page lets the browser send, with what the page leaves out. */
function filledIn([joinRef, ref, , event, payload]: Frame, { socket, tokens }: Viewer, url: string): Frame {
  const secrets = { url, session: tokens.session, static: tokens.static }
  return [joinRef, ref, socket.topic, event, event === 'phx_join' ? { ...payload, ...secrets } : payload]
}

test('the frames that the documentation shows are those that travel', async () => {
  const { counterLive } = (await import(project.path(readme, 'counter-live.ts'))) as {
    counterLive: (pubsub: PubSub) => LiveView
  }
  const pubsub = localPubSub()
  const app = await serveLive({ routes: [{ path: '/', view: counterLive(pubsub) }], pubsub })
  onTestFinished(app.close)
  const viewer = await openViewer(app.url)
  const onlooker = await openViewer(app.url)
  await onlooker.socket.join('/')
  await onlooker.next()

  const frames = readPage('docs/how-a-turn-works.md').blocks.filter(({ language }) => language === 'json')
  expect(frames.map(({ name }) => name)).toEqual([
    'sent',
    'received',
    'sent',
    'received',
    'received',
    'heard',
  ])
  for (const { name, code } of frames) {
    const written = JSON.parse(code) as Frame
    if (name === 'sent') viewer.socket.sendText(JSON.stringify(filledIn(written, viewer, `${app.url}/`)))
    else expect(await (name === 'received' ? viewer : onlooker).next()).toEqual(written)
  }
})
