import { readFileSync } from 'node:fs'
import { localPubSub } from 'oriel/bus'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { type PageTokens, WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { layout, publish, routes } from './views.ts'

const pubsub = localPubSub()
let live: LiveApp

beforeAll(async () => {
  live = await serveLive({ routes, layout, pubsub, limits: { channels: 3 } })
})
afterAll(() => live.close())

/** A new browser with a page open and its socket connected. */
async function visit(path = '/'): Promise<{ browser: WireBrowser; page: PageTokens; socket: WireSocket }> {
  const browser = new WireBrowser(live.url)
  const { tokens: page } = await browser.get(path)
  return { browser, page, socket: await WireSocket.open(browser, page) }
}

/** The joined view of a new browser. */
async function visitAndJoin(path = '/') {
  const visitor = await visit(path)
  return { ...visitor, ...(await visitor.socket.join(path)) }
}

const stale = { status: 'error', response: { reason: 'stale' } }
const unauthorized = { status: 'error', response: { reason: 'unauthorized' } }

test('a join is answered with the page in full and the version of the protocol', async () => {
  const { status, response } = await visitAndJoin()
  expect(status).toBe('ok')
  expect(Object.keys(response).sort()).toEqual(['liveview_version', 'rendered'])
  expect(response['rendered']).toMatchObject({ s: expect.any(Number), p: expect.any(Object), t: 'Count 0' })
})

test('the version that a join names is that of the official client', async () => {
  const { response } = await visitAndJoin()
  const manifest = new URL('../../../node_modules/phoenix_live_view/package.json', import.meta.url)
  expect(response['liveview_version']).toBe(JSON.parse(readFileSync(manifest, 'utf8')).version)
})

test('a plain join receives its reply and nothing else', async () => {
  const { socket, joinRef } = await visitAndJoin()
  await socket.settled()
  expect(socket.frames.filter(([, , topic]) => topic !== 'phoenix')).toHaveLength(1)
  expect(socket.frames[0]).toEqual([joinRef, joinRef, socket.topic, 'phx_reply', expect.anything()])
})

test('a heartbeat is answered', async () => {
  const { socket } = await visit()
  expect(await socket.call(null, 'phoenix', 'heartbeat', {})).toEqual({ status: 'ok', response: {} })
  expect(socket.frames).toEqual([[null, '1', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]])
})

test('an event with nothing to say is answered with an empty response', async () => {
  const { socket, joinRef } = await visitAndJoin()
  expect(await socket.click(joinRef, 'quiet')).toEqual({ status: 'ok', response: {} })
})

test('the diff of an event travels in its reply, and in no message beside', async () => {
  const { socket, joinRef } = await visitAndJoin()
  expect(await socket.click(joinRef, 'inc', { by: '2' })).toMatchObject({
    response: { diff: { 1: { 0: '2' } } },
  })
  await socket.settled()
  expect(socket.frames.filter(([, , , event]) => event === 'diff')).toEqual([])
})

test('what a handler replies travels in the diff', async () => {
  const { socket, joinRef } = await visitAndJoin()
  expect(await socket.click(joinRef, 'ask')).toEqual({
    status: 'ok',
    response: { diff: { r: { count: 0 } } },
  })
})

test('a broadcast travels as a diff with the join ref and no ref', async () => {
  const { socket, joinRef } = await visitAndJoin()
  await publish(pubsub, 7)
  const frame = await socket.next(([, , , event]) => event === 'diff')
  expect(frame).toEqual([joinRef, null, socket.topic, 'diff', { 1: { 0: '7' }, t: 'Count 7' }])
})

test('an unknown event and a payload that does not fit are answered with their code, and never with an error status', async () => {
  const { socket, joinRef } = await visitAndJoin()
  expect(await socket.click(joinRef, 'steal')).toEqual({
    status: 'ok',
    response: { error: { code: 'unknown_event' } },
  })
  expect(await socket.click(joinRef, 'inc', { by: 'x' })).toEqual({
    status: 'ok',
    response: { error: { code: 'invalid_payload' } },
  })
})

test('an event without a name, and a message that no view takes, are answered with a code', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const { topic } = socket
  expect((await socket.call(joinRef, topic, 'event', {})).response).toEqual({
    error: { code: 'malformed_frame' },
  })
  expect((await socket.call(joinRef, topic, 'upload', {})).response).toEqual({
    error: { code: 'unknown_event' },
  })
})

test('the fields of a form are decoded, and its target is the path of a field', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const value =
    'user%5B_unused_tags%5D%5B%5D=&user%5Bname%5D=Bob+B&user%5Btags%5D%5B%5D=t1&user%5Btags%5D%5B%5D=t2'
  const payload = { type: 'form', event: 'form', value, meta: { _target: 'user[tags][]' } }
  expect((await socket.call(joinRef, socket.topic, 'event', payload)).response).toEqual({
    diff: {
      r: { user: { _unused_tags: [''], name: 'Bob B', tags: ['t1', 't2'] }, _target: ['user', 'tags'] },
    },
  })
})

test('a crash is told as phx_error, and the same page may join again on the same socket', async () => {
  const { socket, joinRef } = await visitAndJoin()
  await socket.click(joinRef, 'inc')
  socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'crash', value: {} })
  const frame = await socket.next(([, , , event]) => event === 'phx_error')
  expect(frame).toEqual([joinRef, joinRef, socket.topic, 'phx_error', {}])
  const again = await socket.join('/', { params: { _mounts: 1 } })
  expect(again).toMatchObject({ status: 'ok', response: { rendered: { 1: { 0: '0' } } } })
})

test('a view that fails while it mounts is answered as a crashed join, and logged once', async () => {
  const before = live.lines.length
  const { socket } = await visit()
  expect(await socket.join('/broken', { redirect: `${live.url}/broken`, url: undefined })).toMatchObject({
    status: 'error',
    response: { reason: 'join crashed' },
  })
  expect(live.lines.slice(before)).toEqual([
    expect.objectContaining({ level: 'error', code: 'turn_failed', view: '/broken' }),
  ])
})

test('a leave closes the channel first and is answered then', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const ref = socket.send(joinRef, socket.topic, 'phx_leave', {})
  await socket.reply(ref)
  expect(socket.frames.slice(1)).toEqual([
    [joinRef, joinRef, socket.topic, 'phx_close', {}],
    [joinRef, ref, socket.topic, 'phx_reply', { status: 'ok', response: {} }],
  ])
})

test('a leave of what was never joined is answered ok, and so is a second leave', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const left = { status: 'ok', response: {} }
  expect(await socket.call(null, 'lv:', 'phx_leave', {})).toEqual(left)
  expect(await socket.call(joinRef, socket.topic, 'phx_leave', {})).toEqual(left)
  expect(await socket.call(joinRef, socket.topic, 'phx_leave', {})).toEqual(left)
  expect(socket.frames.filter(([, , , event]) => event === 'phx_close')).toHaveLength(1)
})

test('a join of a topic that is joined closes the old channel with its own join ref', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const again = await socket.join('/')
  expect(socket.frames[1]).toEqual([joinRef, joinRef, socket.topic, 'phx_close', {}])
  expect(again.status).toBe('ok')
  expect(await socket.click(again.joinRef, 'inc')).toMatchObject({ response: { diff: { 1: { 0: '1' } } } })
})

test('a leave and a join of one topic, back to back, are both answered', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const leave = socket.send(joinRef, socket.topic, 'phx_leave', {})
  const join = socket.sendJoin('/other', { url: undefined, redirect: `${live.url}/other` })
  expect(await socket.reply(leave)).toEqual({ status: 'ok', response: {} })
  expect((await socket.reply(join)).status).toBe('ok')
})

test('a message of an older join is ignored', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const { joinRef: newer } = await socket.join('/')
  const late = socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'inc', value: {} })
  expect(await socket.click(newer, 'ask')).toMatchObject({ response: { diff: { r: { count: 0 } } } })
  expect(socket.frames.filter(([, ref]) => ref === late)).toEqual([])
})

test('a leave with the join ref of an older join leaves the newer one alone', async () => {
  const { socket, joinRef } = await visitAndJoin()
  const { joinRef: newer } = await socket.join('/')
  await socket.call(joinRef, socket.topic, 'phx_leave', {})
  expect(await socket.click(newer, 'ask')).toMatchObject({ status: 'ok' })
})

test('topics that no view has are unmatched', async () => {
  const { socket } = await visit()
  const unmatched = { status: 'error', response: { reason: 'unmatched topic' } }
  expect(await socket.call('9', 'lv:nobody', 'event', {})).toEqual(unmatched)
  expect(await socket.call('9', 'lvu:0', 'phx_join', {})).toEqual(unmatched)
  expect(socket.frames.at(-1)?.[0]).toBeNull()
})

test('a socket carries no more views than it may', async () => {
  const { browser, socket } = await visitAndJoin()
  const join = async () => {
    const { tokens } = await browser.get('/')
    const ref = socket.sendJoin('/', { session: tokens.session, static: tokens.static }, `lv:${tokens.id}`)
    return socket.reply(ref)
  }
  expect([(await join()).status, (await join()).status]).toEqual(['ok', 'ok'])
  expect(await join()).toEqual({ status: 'error', response: { reason: 'too many channels joined' } })
})

test('a join that was refused gives its topic back', async () => {
  const { socket } = await visit()
  for (let i = 0; i < 4; i++) expect(await socket.join('/', { session: 'x' })).toMatchObject(stale)
  expect((await socket.join('/')).status).toBe('ok')
})

test('forged session and static tokens make a page stale', async () => {
  const { socket, page } = await visit()
  for (const session of ['x', `${page.session}x`, page.static, '', 7, undefined]) {
    expect(await socket.join('/', { session })).toMatchObject(stale)
  }
  for (const forged of ['x', `${page.static}x`, page.session]) {
    expect(await socket.join('/', { static: forged })).toMatchObject(stale)
  }
})

test('a refused join is logged as a warning', async () => {
  const before = live.lines.length
  const { socket } = await visit()
  await socket.join('/', { session: 'x' })
  expect(live.lines.slice(before)).toEqual([expect.objectContaining({ level: 'warn', code: 'forged_token' })])
})

test("a page's tokens fit no other topic", async () => {
  const { browser, socket, page } = await visit()
  const { tokens } = await browser.get('/')
  expect(await socket.join('/', { session: tokens.session })).toMatchObject(stale)
  expect(await socket.join('/', { static: tokens.static })).toMatchObject(stale)
  expect(await socket.reply(socket.sendJoin('/', {}, `lv:${page.id}x`))).toMatchObject(stale)
})

test('a page without a static token may join, and nothing is flashed', async () => {
  const { socket } = await visit()
  expect((await socket.join('/', { static: null })).status).toBe('ok')
})

test('a socket without the CSRF token of its session, or with another one, finds every page stale', async () => {
  const { browser, page } = await visit()
  const stranger = await visit()
  for (const csrf of ['', 'x', stranger.page.csrf]) {
    const socket = await WireSocket.open(browser, page, { csrf })
    expect(await socket.join('/')).toMatchObject(stale)
  }
})

test('a socket without the session cookie, or with that of another browser, finds the page stale', async () => {
  const { browser, page } = await visit()
  const stranger = await visit()
  for (const cookie of ['', 'oriel_session=forged']) {
    const socket = await WireSocket.open(browser, page, { headers: { cookie } })
    expect(await socket.join('/')).toMatchObject(stale)
  }
  const theirs = await WireSocket.open(stranger.browser, page, { csrf: stranger.page.csrf })
  expect(await theirs.join('/')).toMatchObject(stale)
})

test('a join that says neither url nor redirect, or one of another site, is stale', async () => {
  const { socket } = await visit()
  for (const url of [undefined, null, 'nowhere', 'https://example.com/']) {
    expect(await socket.join('/', { url })).toMatchObject(stale)
  }
  expect(await socket.join('/', { redirect: 'https://example.com/' })).toMatchObject(stale)
})

test('a join with the url of another route, or of none, is not authorized', async () => {
  const { socket } = await visit()
  expect(await socket.join('/other')).toMatchObject(unauthorized)
  expect(await socket.join('/nowhere')).toMatchObject(unauthorized)
  expect(await socket.join('/nowhere', { redirect: `${live.url}/nowhere` })).toMatchObject(unauthorized)
})

test('a join whose parameters do not fit is not authorized, so that the page is loaded and says why', async () => {
  const { socket } = await visit('/rooms/1')
  expect(await socket.join('/rooms/x')).toMatchObject(unauthorized)
})

test('a join whose payload makes no sense is stale', async () => {
  const { socket } = await visit()
  for (const [i, payload] of [[], {}, { url: {}, params: 'x', session: [], flash: 1 }].entries()) {
    const ref = `9${i}`
    socket.sendText(JSON.stringify([ref, ref, socket.topic, 'phx_join', payload]))
    expect(await socket.reply(ref)).toEqual(stale)
  }
})

test('a message for a view that is still mounting waits, whatever it is', async () => {
  const { socket } = await visit()
  const joinRef = socket.sendJoin('/')
  const patch = socket.send(joinRef, socket.topic, 'live_patch', { url: `${live.url}/?page=early` })
  const event = socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'ask', value: {} })
  expect((await socket.reply(joinRef)).status).toBe('ok')
  expect((await socket.reply(patch)).status).toBe('ok')
  expect((await socket.reply(event)).response).toEqual({ diff: { r: { count: 0 } } })
})
