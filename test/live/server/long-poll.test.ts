import { html, liveView } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { expect, test, vi } from 'vitest'
import type { LiveApp } from '../../support/live-app.ts'
import { tcpProxy } from '../../support/tcp-proxy.ts'
import { type SocketOptions, WireBrowser, type WireFrame, WireSocket } from '../../support/wire-client.ts'
import { type PollAnswer, WirePoll } from '../../support/wire-poll.ts'
import { accounts, routes as guarded } from './guarded.ts'
import { useServer } from './serve.ts'
import { signIn } from './sign.ts'
import { publish } from './views.ts'

const serve = useServer()

/** A browser with a page, and its session once it is opened. */
async function visit({ url }: Pick<LiveApp, 'url'>, options?: SocketOptions) {
  const browser = new WireBrowser(url)
  const { tokens: page } = await browser.get('/')
  const poll = new WirePoll(browser, page, options)
  const topic = `lv:${page.id}`
  const joining = { url, params: { _csrf_token: page.csrf }, session: page.session, static: page.static }
  const frame = (joinRef: string | null, ref: string, event: string, payload: object) =>
    JSON.stringify([joinRef, ref, topic, event, payload])
  const click = (ref: string, event: string) => frame('1', ref, 'event', { type: 'click', event, value: {} })
  return { browser, page, poll, click, join: frame('1', '1', 'phx_join', joining) }
}

/** The same, opened and with its view joined. */
async function visitAndJoin(live: Pick<LiveApp, 'url'>) {
  const visitor = await visit(live)
  const { poll, join } = visitor
  await poll.open()
  expect(await poll.post(join)).toEqual({ status: 200 })
  expect(framesOf(await poll.poll())).toMatchObject([['1', '1', TOPIC, 'phx_reply', { status: 'ok' }]])
  return visitor
}

const framesOf = ({ messages = [] }: PollAnswer): readonly WireFrame[] =>
  messages.map((message) => JSON.parse(message))

/** A poll that has reached the server and is held there: the newer of two, once the older one is answered. */
async function hold(poll: WirePoll): Promise<{ readonly answer: Promise<PollAnswer> }> {
  const [one, other] = [poll.poll(), poll.poll()]
  const isFirst = await Promise.race([one.then(() => true), other.then(() => false)])
  return { answer: isFirst ? other : one }
}

/** Polls twice at once, so that the server need not be waited for: the answer of the older poll. */
const answered = (poll: WirePoll, init?: RequestInit): Promise<PollAnswer> =>
  Promise.race([poll.poll(init), poll.poll(init)])

const TOPIC = expect.stringMatching(/^lv:phx-/)

const heartbeat = (pad = '') => JSON.stringify([null, '7', 'phoenix', 'heartbeat', { pad }])

/** A view that tells when it begins and ends, and what it shows. */
function watched() {
  const pubsub = localPubSub()
  const said = topic<string>('said')
  const told: string[] = []
  const shown: string[] = []
  const view = liveView({
    topics: { said },
    mount: () => ({ text: '' }),
    connect: () => void told.push('connected'),
    disconnect: () => void told.push('disconnected'),
    handleInfo: { said: (live, text) => live.assign({ text }) },
    render({ text }) {
      shown.push(text)
      return html`<p>${text}</p>`
    },
  })
  const say = (text: string) => pubsub.publish(said, text)
  return { options: { pubsub, routes: [{ path: '/', view }] }, told, shown, say }
}

test('the first request opens a session, and is answered with its token', async () => {
  const { poll } = await visit(await serve())
  const { headers, body } = await poll.fetch({})
  expect(JSON.parse(body)).toEqual({
    status: 410,
    token: expect.stringMatching(/^[\w-]{43}$/),
    messages: [],
  })
  expect(headers.get('cache-control')).toBe('no-store')
})

test('a poll is held until there is something to say', async () => {
  const pubsub = localPubSub()
  const { poll } = await visitAndJoin(await serve({ pubsub }))
  const held = await hold(poll)
  await publish(pubsub, 5)
  expect(framesOf(await held.answer)).toMatchObject([['1', null, TOPIC, 'diff', {}]])
})

test('a poll that hears of nothing is answered with 204, and the session goes on', async () => {
  const { poll, click } = await visitAndJoin(await serve({ limits: { pollMs: 1000 } }))
  expect(await poll.poll()).toEqual({ status: 204, token: poll.token, messages: [] })
  await poll.post(click('2', 'inc'))
  expect(framesOf(await poll.poll())).toMatchObject([['1', '2', TOPIC, 'phx_reply', {}]])
})

test('the messages of a batch are taken in order', async () => {
  const { poll, click } = await visitAndJoin(await serve())
  const events = Array.from({ length: 100 }, (_, i) => click(String(i + 2), 'ask'))
  expect(await poll.post(...events)).toEqual({ status: 200 })
  const replies: (string | null)[] = []
  while (replies.length < 100) replies.push(...framesOf(await poll.poll()).map(([, ref]) => ref))
  expect(replies).toEqual(events.map((_, i) => String(i + 2)))
})

test('the token may come in a header', async () => {
  const { poll } = await visit(await serve())
  const { token = '' } = await poll.poll()
  const headers = { 'x-phoenix-longpoll-token': token }
  expect(await answered(poll, { headers })).toEqual({ status: 204, token, messages: [] })
})

test('a token that is forged, or is that of another browser, leads to no session', async () => {
  const live = await serve()
  const [one, other] = [await visit(live), await visit(live)]
  await one.poll.open()
  const { token } = one.poll
  for (const stolen of ['x', `${token}x`, token]) {
    other.poll.token = stolen
    expect(await other.poll.poll()).toMatchObject({ status: 410 })
    expect(await other.poll.post(other.join)).toEqual({ status: 410 })
  }
  expect(await answered(one.poll)).toMatchObject({ status: 204 })
})

test('a session is known to its own node only', async () => {
  const pubsub = localPubSub()
  const [live, beside] = [await serve({ pubsub }), await serve({ pubsub })]
  const { browser, page, poll } = await visit(live)
  await poll.open()
  const strayed = new WireBrowser(beside.url)
  for (const [name, value] of browser.cookies) strayed.cookies.set(name, value)
  const astray = new WirePoll(strayed, page)
  astray.token = poll.token
  expect(await astray.poll()).toMatchObject({ status: 410 })
})

test('a page of another site, or another version of the protocol, is refused with 403', async () => {
  const live = await serve()
  const refused = [{ headers: { origin: 'https://example.com' } }, { headers: { origin: 'null' } }]
  for (const options of [...refused, { vsn: '1.0.0' }, { vsn: '' }, { vsn: null }]) {
    const { poll } = await visit(live, options)
    expect(await poll.open()).toEqual({ status: 403 })
    expect(await poll.post(heartbeat())).toEqual({ status: 403 })
  }
})

test('no other site may read an answer', async () => {
  const { poll } = await visit(await serve(), { headers: { origin: 'https://example.com' } })
  expect((await poll.fetch({})).headers.get('access-control-allow-origin')).toBeNull()
  const preflight = await poll.fetch({ method: 'OPTIONS' })
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([404, null])
})

test('a session without the token of its page joins nothing', async () => {
  const { poll, join } = await visit(await serve(), { csrf: 'forged' })
  await poll.open()
  await poll.post(join)
  expect(framesOf(await poll.poll())).toMatchObject([
    ['1', '1', TOPIC, 'phx_reply', { status: 'error', response: { reason: 'stale' } }],
  ])
})

test('a line that is no frame ends the session, and is logged', async () => {
  const live = await serve()
  const malformed = ['', 'x', '[]', Buffer.from('["1","1","lv:a","event",{}]').toString('base64')]
  for (const line of malformed) {
    const { poll } = await visit(live)
    await poll.open()
    expect(await poll.post(line, heartbeat())).toEqual({ status: 410 })
    expect(await poll.poll()).toMatchObject({ status: 410 })
  }
  expect(live.lines.map(({ level, code }) => [level, code])).toEqual(
    malformed.map(() => ['warn', 'malformed_frame']),
  )
})

test('too much in one request ends the session', async () => {
  const live = await serve({ limits: { frameBytes: 1000 } })
  const line = heartbeat('x'.repeat(900))
  const { poll } = await visit(live)
  await poll.open()
  expect(await poll.post(line, line, line)).toEqual({ status: 200 })
  const tooMuch = [
    [heartbeat('x'.repeat(1000))],
    [line, line, line, line, line],
    Array.from({ length: 101 }, () => '[]'),
  ]
  for (const lines of tooMuch) {
    const { poll } = await visit(live)
    await poll.open()
    expect(await poll.post(...lines)).toEqual({ status: 413 })
    expect(await poll.poll()).toMatchObject({ status: 410 })
  }
})

test('messages come as lines, and in no other form', async () => {
  const { poll } = await visitAndJoin(await serve())
  const body = JSON.stringify({ _csrf_token: 'x' })
  const headers = { 'content-type': 'application/json' }
  expect(await poll.request({ method: 'POST', body, headers })).toEqual({ status: 415 })
})

test('a request for the headers alone opens nothing', async () => {
  const { poll } = await visit(await serve())
  expect((await poll.fetch({ method: 'HEAD' })).status).toBe(404)
})

test('a session that is polled no more ends, and its views with it', async () => {
  const { options, told } = watched()
  const { poll } = await visitAndJoin(await serve({ ...options, limits: { pollMs: 1000 } }))
  expect(told).toEqual(['connected'])
  await expect.poll(() => told).toEqual(['connected', 'disconnected'])
  expect(await poll.poll()).toMatchObject({ status: 410 })
})

test('a browser whose poll breaks off is gone', async () => {
  const { options, told } = watched()
  const { port } = await serve({ ...options, limits: { pollMs: 1_000_000 } })
  const network = await tcpProxy(port)
  const { poll } = await visitAndJoin({ url: `http://127.0.0.1:${network.port}` })
  const held = await hold(poll)
  const broken = expect(held.answer).rejects.toThrow('fetch failed')
  await network.close()
  await broken
  await expect.poll(() => told).toEqual(['connected', 'disconnected'])
})

test('a browser that has only polled for long is not taken for dead', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  const { poll, click } = await visitAndJoin(await serve({ limits: { idleMs: 15_000 } }))
  for (let i = 0; i < 3; i++) {
    vi.advanceTimersByTime(10_000)
    expect(await answered(poll)).toMatchObject({ status: 204 })
  }
  const held = await hold(poll)
  await poll.post(click('2', 'inc'))
  expect(await held.answer).toMatchObject({ status: 200 })
})

test('what is broadcast while much waits to be fetched is held back, and merged', async () => {
  const { options, shown, say } = watched()
  const { poll } = await visitAndJoin(await serve({ ...options, limits: { heldBackBytes: 1000 } }))
  const long = 'x'.repeat(2000)
  await say(long)
  await expect.poll(() => shown.at(-1)).toBe(long)
  for (const text of ['a', 'b', 'c']) await say(text)
  expect(framesOf(await poll.poll())).toMatchObject([['1', null, TOPIC, 'diff', { 1: { 0: long } }]])
  expect(framesOf(await poll.poll())).toMatchObject([['1', null, TOPIC, 'diff', { 1: { 0: 'c' } }]])
})

test('a browser for which too much waits is dropped', async () => {
  const { options, told, say } = watched()
  const live = await serve({ ...options, limits: { heldBackBytes: 10_000, droppedBytes: 1000 } })
  const { poll } = await visitAndJoin(live)
  await say('x'.repeat(12_000))
  await expect.poll(() => told).toEqual(['connected', 'disconnected'])
  expect(live.lines).toMatchObject([{ code: 'slow_consumer' }])
  expect(await poll.poll()).toMatchObject({ status: 410 })
})

test('the sessions of somebody who signs in are ended', async () => {
  const live = await serve({ routes: guarded, extend: accounts })
  const { browser, poll } = await visitAndJoin(live)
  const held = await hold(poll)
  await signIn(live, 'Ana', browser)
  expect(await held.answer).toMatchObject({ status: 410 })
})

test('a server that ends answers the polls that it holds', async () => {
  const { options, told } = watched()
  const live = await serve({ ...options, limits: { pollMs: 1_000_000 } })
  const { poll } = await visitAndJoin(live)
  const held = await hold(poll)
  await live.close()
  expect(await held.answer).toMatchObject({ status: 410 })
  expect(told).toEqual(['connected', 'disconnected'])
})

test('a poll that comes while the server ends is broken off, so that its client tries again', async () => {
  const live = await serve()
  const { browser, page, poll } = await visitAndJoin(live)
  // A socket that does not answer keeps the server for a while.
  const socket = await WireSocket.open(browser, page)
  socket.pause()
  const held = await hold(poll)
  const closed = live.close()
  expect(await held.answer).toMatchObject({ status: 410 })
  await expect(poll.poll()).rejects.toThrow('fetch failed')
  socket.terminate()
  await closed
})
