import { localPubSub } from 'oriel/bus'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { accounts, routes, signOutEverywhere } from './guarded.ts'
import { post, signIn } from './sign.ts'
import { visit, visitAndJoin } from './visit.ts'

let live: LiveApp
/** Another node of the same app: it shares the bus and nothing else. */
let beside: LiveApp
beforeAll(async () => {
  const pubsub = localPubSub()
  live = await serveLive({ routes, extend: accounts, pubsub })
  beside = await serveLive({ routes, extend: accounts, pubsub })
})
afterAll(() => Promise.all([live.close(), beside.close()]))

const sessionOf = async (browser: WireBrowser) => JSON.parse((await browser.get('/session')).body).session

test('a browser that has seen no page has no session', async () => {
  expect(await sessionOf(new WireBrowser(live.url))).toBeNull()
})

test('a new visitor has a session without data', async () => {
  const { browser } = await visit(live)
  expect(await sessionOf(browser)).toEqual({ id: expect.any(String), data: {} })
})

test('signing in gives the browser another session, with the data of the app', async () => {
  const browser = new WireBrowser(live.url)
  await browser.get('/')
  const before = await sessionOf(browser)
  const { status, headers } = await post(browser, '/session', { name: 'Ana' })
  expect([status, headers.get('location')]).toEqual([302, '/home'])
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^oriel_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
  const after = await sessionOf(browser)
  expect(after).toEqual({ id: expect.any(String), data: { signIn: expect.any(String) } })
  expect(after.id).not.toBe(before.id)
})

test('a page of before the sign-in is stale, and so is its form', async () => {
  const { browser, page } = await visit(live)
  await signIn(live, 'Ana', browser)
  const socket = await WireSocket.open(browser, page)
  expect((await socket.join('/')).response).toEqual({ reason: 'stale' })
  const form = await browser.get('/session/end', {
    method: 'POST',
    body: new URLSearchParams({ _csrf_token: page.csrf }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(form.status).toBe(403)
})

test('the live views of the session of before are closed when somebody signs in', async () => {
  const { browser, socket } = await visitAndJoin(live)
  await signIn(live, 'Ana', browser)
  expect(await socket.closed).toBe(1001)
})

test('signing out takes the session away, and closes its live views', async () => {
  const browser = await signIn(live)
  const { socket } = await visit(live, '/home', browser)
  const signedIn = await sessionOf(browser)
  await post(browser, '/session/end')
  expect(await socket.closed).toBe(1001)
  expect((await browser.get('/home')).headers.get('location')).toBe('/sign-in')
  expect((await sessionOf(browser)).id).not.toBe(signedIn.id)
})

test('signing out leaves other browsers of the same person alone', async () => {
  const [here, there] = [await signIn(live), await signIn(live)]
  const { socket, joinRef } = await visitAndJoin(live, '/', there)
  await post(here, '/session/end')
  expect((await socket.click(joinRef, 'leave')).status).toBe('ok')
})

test('a group of sessions ends on every node, and no other session does', async () => {
  const [here, there, other] = [await signIn(live), await signIn(beside), await signIn(live, 'Ben')]
  const sockets = [await visit(live, '/home', here), await visit(beside, '/home', there)]
  const others = await visitAndJoin(live, '/home', other)
  await signOutEverywhere(live.app, 'Ana')
  expect(await Promise.all(sockets.map(({ socket }) => socket.closed))).toEqual([1001, 1001])
  await others.socket.settled()
})

test('a browser whose session has ended comes back, and its check leads it away', async () => {
  const browser = await signIn(live)
  const { page } = await visit(live, '/home', browser)
  await signOutEverywhere(live.app, 'Ana')
  const again = await WireSocket.open(browser, page)
  expect((await again.join('/home')).response).toMatchObject({ live_redirect: { to: '/sign-in' } })
  expect((await browser.get('/home')).headers.get('location')).toBe('/sign-in')
})

test('data that a cookie cannot hold is refused with what to do, and the session stays', async () => {
  const browser = await signIn(live)
  const before = await sessionOf(browser)
  const { status, body, headers } = await post(browser, '/session/fill')
  expect([status, JSON.parse(body).code]).toEqual([500, 'session_too_large'])
  expect(JSON.parse(body).message).toContain('Put an id there, and the rest into a store.')
  expect(headers.getSetCookie()).toEqual([])
  expect(await sessionOf(browser)).toEqual(before)
})
