import fc from 'fast-check'
import { localPubSub } from 'oriel/bus'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { type PageTokens, WireBrowser, type WireFrame, WireSocket } from '../../support/wire-client.ts'
import { layout, publish, routes } from './views.ts'

const pubsub = localPubSub()
let live: LiveApp
beforeAll(async () => {
  live = await serveLive({ routes, layout, pubsub })
})
afterAll(() => live.close())

/** One thing that happens in a conversation. */
type Step = (socket: WireSocket) => Promise<unknown>

const clicks = ['inc', 'quiet', 'ask', 'next', 'warn', 'unknown', 'crash']

const click = fc
  .tuple(fc.constantFrom(...clicks), fc.record({ by: fc.integer() }))
  .map<Step>(([event, value]) => async (socket) => {
    socket.send('1', socket.topic, 'event', { type: 'click', event, value })
  })
const publication = fc.integer().map<Step>((count) => () => publish(pubsub, count))
const frame = fc
  .tuple(
    fc.constantFrom('1', '9', null),
    fc.constantFrom('lv:phx-none', 'lvu:0', 'x'),
    fc.constantFrom('phx_join', 'phx_leave', 'event', 'live_patch'),
  )
  .map<Step>(([joinRef, topic, event]) => async (socket) => {
    socket.send(joinRef, topic, event, { url: live.url })
  })
const leave: Step = async (socket) => {
  socket.send('1', socket.topic, 'phx_leave', {})
}
const rejoin: Step = (socket) => socket.join('/')

const conversation = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: click },
    { weight: 3, arbitrary: publication },
    { weight: 2, arbitrary: frame },
    { weight: 1, arbitrary: fc.constantFrom(leave, rejoin) },
  ),
  { maxLength: 12 },
)

/** What the server says in a conversation, heartbeats aside: these are how the test waits. */
async function frames(browser: WireBrowser, page: PageTokens, steps: readonly Step[], isPolled: boolean) {
  const socket = await WireSocket.open(browser, page, { isPolled })
  await socket.join('/')
  for (const step of steps) {
    await step(socket)
    await socket.settled()
  }
  socket.close()
  return socket.frames.filter(([, , topic]: WireFrame) => topic !== 'phoenix')
}

test('a long poll carries what a WebSocket would', async () => {
  const browser = new WireBrowser(live.url)
  const { tokens: page } = await browser.get('/')
  await fc.assert(
    fc.asyncProperty(conversation, async (steps) => {
      const overSocket = await frames(browser, page, steps, false)
      expect(await frames(browser, page, steps, true)).toEqual(overSocket)
    }),
    { numRuns: 20 },
  )
})
