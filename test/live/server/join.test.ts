import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireSocket } from '../../support/wire-client.ts'
import { layout, routes } from './views.ts'
import { visit, visitAndJoin } from './visit.ts'

let live: LiveApp

beforeAll(async () => {
  live = await serveLive({ routes, layout, limits: { channels: 3 } })
})
afterAll(() => live.close())

const stale = { status: 'error', response: { reason: 'stale' } }
const unauthorized = { status: 'error', response: { reason: 'unauthorized' } }

test('a join is answered with the page in full and the version of the protocol', async () => {
  const { status, response } = await visitAndJoin(live)
  expect(status).toBe('ok')
  expect(Object.keys(response).sort()).toEqual(['liveview_version', 'rendered'])
  expect(response['rendered']).toMatchObject({ s: expect.any(Number), p: expect.any(Object), t: 'Count 0' })
})

test('the version that a join names is that of the official client', async () => {
  const { response } = await visitAndJoin(live)
  const manifest = new URL('../../../node_modules/phoenix_live_view/package.json', import.meta.url)
  expect(response['liveview_version']).toBe(JSON.parse(readFileSync(manifest, 'utf8')).version)
})

test('a plain join receives its reply and nothing else', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  await socket.settled()
  expect(socket.frames.filter(([, , topic]) => topic !== 'phoenix')).toHaveLength(1)
  expect(socket.frames[0]).toEqual([joinRef, joinRef, socket.topic, 'phx_reply', expect.anything()])
})

test('a view that fails while it mounts is answered as a crashed join, and logged once', async () => {
  const before = live.lines.length
  const { socket } = await visit(live)
  expect(await socket.join('/broken', { redirect: `${live.url}/broken`, url: undefined })).toMatchObject({
    status: 'error',
    response: { reason: 'join crashed' },
  })
  expect(live.lines.slice(before)).toEqual([
    expect.objectContaining({ level: 'error', code: 'turn_failed', view: '/broken' }),
  ])
})

test('a socket carries no more views than it may', async () => {
  const { browser, socket } = await visitAndJoin(live)
  const join = async () => {
    const { tokens } = await browser.get('/')
    const ref = socket.sendJoin('/', { session: tokens.session, static: tokens.static }, `lv:${tokens.id}`)
    return socket.reply(ref)
  }
  expect([(await join()).status, (await join()).status]).toEqual(['ok', 'ok'])
  expect(await join()).toEqual({ status: 'error', response: { reason: 'too many channels joined' } })
})

test('a join that was refused gives its topic back', async () => {
  const { socket } = await visit(live)
  for (let i = 0; i < 4; i++) expect(await socket.join('/', { session: 'x' })).toMatchObject(stale)
  expect((await socket.join('/')).status).toBe('ok')
})

test('forged session and static tokens make a page stale', async () => {
  const { socket, page } = await visit(live)
  for (const session of ['x', `${page.session}x`, page.static, '', 7, undefined]) {
    expect(await socket.join('/', { session })).toMatchObject(stale)
  }
  for (const forged of ['x', `${page.static}x`, page.session]) {
    expect(await socket.join('/', { static: forged })).toMatchObject(stale)
  }
})

test('a refused join is logged as a warning', async () => {
  const before = live.lines.length
  const { socket } = await visit(live)
  await socket.join('/', { session: 'x' })
  expect(live.lines.slice(before)).toEqual([expect.objectContaining({ level: 'warn', code: 'forged_token' })])
})

test("a page's tokens fit no other topic", async () => {
  const { browser, socket, page } = await visit(live)
  const { tokens } = await browser.get('/')
  expect(await socket.join('/', { session: tokens.session })).toMatchObject(stale)
  expect(await socket.join('/', { static: tokens.static })).toMatchObject(stale)
  expect(await socket.reply(socket.sendJoin('/', {}, `lv:${page.id}x`))).toMatchObject(stale)
})

test('a page that has shown a flash has a token for that, and any other repeats the seal of its session', async () => {
  const sealOf = (token: string) => token.split('.')[1]
  const { page, browser } = await visit(live)
  expect(page.static).toBe(sealOf(page.session))
  await browser.get('/away')
  const { tokens } = await browser.get('/other')
  expect(tokens.static).toContain('.')
  const socket = await WireSocket.open(browser, tokens)
  expect(await socket.join('/other', { static: page.static })).toMatchObject(stale)
})

test('a page without a static token may join, and nothing is flashed', async () => {
  const { socket } = await visit(live)
  expect((await socket.join('/', { static: null })).status).toBe('ok')
})

test('a socket without the CSRF token of its session, or with another one, finds every page stale', async () => {
  const { browser, page } = await visit(live)
  const stranger = await visit(live)
  for (const csrf of ['', 'x', stranger.page.csrf]) {
    const socket = await WireSocket.open(browser, page, { csrf })
    expect(await socket.join('/')).toMatchObject(stale)
  }
})

test('a socket without the session cookie, or with that of another browser, finds the page stale', async () => {
  const { browser, page } = await visit(live)
  const stranger = await visit(live)
  for (const cookie of ['', 'oriel_session=forged']) {
    const socket = await WireSocket.open(browser, page, { headers: { cookie } })
    expect(await socket.join('/')).toMatchObject(stale)
  }
  const theirs = await WireSocket.open(stranger.browser, page, { csrf: stranger.page.csrf })
  expect(await theirs.join('/')).toMatchObject(stale)
})

test('a join that says neither url nor redirect, or one of another site, is stale', async () => {
  const { socket } = await visit(live)
  for (const url of [undefined, null, 'nowhere', 'https://example.com/']) {
    expect(await socket.join('/', { url })).toMatchObject(stale)
  }
  expect(await socket.join('/', { redirect: 'https://example.com/' })).toMatchObject(stale)
})

test('a join with the url of another route, or of none, is not authorized', async () => {
  const { socket } = await visit(live)
  expect(await socket.join('/other')).toMatchObject(unauthorized)
  expect(await socket.join('/nowhere')).toMatchObject(unauthorized)
  expect(await socket.join('/nowhere', { redirect: `${live.url}/nowhere` })).toMatchObject(unauthorized)
})

test('a join whose parameters do not fit makes the browser load the page, which says why', async () => {
  const { socket } = await visit(live, '/rooms/1')
  expect(await socket.join('/rooms/x')).toMatchObject({
    status: 'error',
    response: { reason: 'reload', status: 400, token: expect.any(String) },
  })
})

test('a join whose payload makes no sense is stale', async () => {
  const { socket } = await visit(live)
  for (const [i, payload] of [[], {}, { url: {}, params: 'x', session: [], flash: 1 }].entries()) {
    const ref = `9${i}`
    socket.sendText(JSON.stringify([ref, ref, socket.topic, 'phx_join', payload]))
    expect(await socket.reply(ref)).toEqual(stale)
  }
})

test('a message for a view that is still mounting waits, whatever it is', async () => {
  const { socket } = await visit(live)
  const joinRef = socket.sendJoin('/')
  const patch = socket.send(joinRef, socket.topic, 'live_patch', { url: `${live.url}/?page=early` })
  const event = socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'ask', value: {} })
  expect((await socket.reply(joinRef)).status).toBe('ok')
  expect((await socket.reply(patch)).status).toBe('ok')
  expect((await socket.reply(event)).response).toEqual({ diff: { r: { count: 0 } } })
})
