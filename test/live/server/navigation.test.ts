import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { layout, routes } from './views.ts'
import { visitAndJoin } from './visit.ts'

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({ routes, layout })
})
afterAll(() => live.close())

/** What a browser sends in place of its url when it has come by live navigation. */
const cameTo = (path: string, more: object = {}) => ({
  url: undefined,
  redirect: `${live.url}${path}`,
  ...more,
})

/** What the layout shows as the flash of a join. */
const flashIn = ({ response }: { readonly response: Readonly<Record<string, unknown>> }) =>
  (response['rendered'] as Readonly<Record<string, unknown>>)['0']

test('navigate is the answer to the event, after what was pushed, and then the channel closes', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const { response } = await socket.click(joinRef, 'go')
  await socket.next(([, , , event]) => event === 'phx_close')
  expect(response).toEqual({ live_redirect: { to: '/other', kind: 'push', flash: expect.any(String) } })
  expect(socket.frames.slice(1).map(([joinRef, , , event, payload]) => [joinRef, event, payload])).toEqual([
    [joinRef, 'diff', { e: [['gone', { at: 1 }]] }],
    [joinRef, 'phx_reply', { status: 'ok', response }],
    [joinRef, 'phx_close', {}],
  ])
})

test('what was flashed before a navigation is shown after it', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const { response } = await socket.click(joinRef, 'go')
  const { flash } = response['live_redirect'] as { flash: string }
  expect(flashIn(await socket.join('/other', cameTo('/other', { flash })))).toBe('You went.')
})

test('a forged flash is shown as none', async () => {
  const { socket, page } = await visitAndJoin(live)
  for (const flash of ['x', page.static, null, 7]) {
    expect(flashIn(await socket.join('/other', cameTo('/other', { flash })))).toBe('')
  }
})

test('a view that is navigated to may be of another route, and brings its container', async () => {
  const { socket } = await visitAndJoin(live)
  const { status, response } = await socket.join('/other', cameTo('/other'))
  expect(status).toBe('ok')
  expect(response).toMatchObject({ rendered: expect.anything(), container: ['div', {}] })
})

test('a view that was navigated to joins again by the same redirect', async () => {
  const { socket } = await visitAndJoin(live)
  await socket.join('/other', cameTo('/other'))
  const again = await socket.join('/other', cameTo('/other', { params: { _mounts: 1 } }))
  expect(again).toMatchObject({ status: 'ok', response: { container: ['div', {}] } })
})

test('redirect is the answer to the event, and carries the flash in a token', async () => {
  const { socket, joinRef, browser } = await visitAndJoin(live)
  const { response } = await socket.click(joinRef, 'load')
  expect(response).toEqual({ redirect: { to: '/other?loaded=true', flash: expect.any(String) } })
  // The client leaves it in this cookie.
  browser.cookies.set('__phoenix_flash__', (response['redirect'] as { flash: string }).flash)
  expect((await browser.get('/other?loaded=true')).body).toContain('<div id="flash">You left.</div>')
})

test('a flash in the cookie is shown once', async () => {
  const { socket, joinRef, browser } = await visitAndJoin(live)
  const { response } = await socket.click(joinRef, 'load')
  browser.cookies.set('__phoenix_flash__', (response['redirect'] as { flash: string }).flash)
  const first = await browser.get('/other')
  expect(first.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__phoenix_flash__=;.*Expires=Thu, 01 Jan 1970/),
  ])
  expect((await browser.get('/other')).body).toContain('<div id="flash"></div>')
})

test('a forged flash cookie is shown as none and taken away', async () => {
  const browser = new WireBrowser(live.url)
  browser.cookies.set('__phoenix_flash__', 'forged')
  const { status, body } = await browser.get('/other')
  expect(status).toBe(200)
  expect(body).toContain('<div id="flash"></div>')
  expect(browser.cookies.has('__phoenix_flash__')).toBe(false)
})

test('a mount that navigates elsewhere redirects the request, and its flash is shown there', async () => {
  const browser = new WireBrowser(live.url)
  const { status, headers } = await browser.get('/away')
  expect([status, headers.get('location')]).toEqual([302, '/other'])
  expect((await browser.get('/other')).body).toContain('<div id="flash">Sent away.</div>')
})

test('a flash outlives a page that leads elsewhere, from mount and from a patch', async () => {
  const { socket, joinRef, browser } = await visitAndJoin(live)
  const { response } = await socket.click(joinRef, 'load')
  const flash = (response['redirect'] as { flash: string }).flash
  for (const [path, shown] of [
    ['/away', 'Sent away. You left.'],
    ['/settled', 'Settled. You left.'],
  ] as const) {
    browser.cookies.set('__phoenix_flash__', flash)
    const { headers } = await browser.get(path)
    expect((await browser.get(headers.get('location') ?? '')).body).toContain(
      `<div id="flash">${shown}</div>`,
    )
  }
})

test('a mount that redirects to another site redirects the request there', async () => {
  const { status, headers } = await new WireBrowser(live.url).get('/out')
  expect([status, headers.get('location')]).toEqual([302, 'https://example.com/out'])
})

test('a page that has moved for good says so with its status', async () => {
  const { status, headers } = await new WireBrowser(live.url).get('/moved')
  expect([status, headers.get('location')]).toEqual([301, '/other'])
})

test('a mount that leads elsewhere refuses the join with where to go', async () => {
  const { socket } = await visitAndJoin(live)
  expect(await socket.join('/away', cameTo('/away'))).toMatchObject({
    status: 'error',
    response: { live_redirect: { to: '/other', kind: 'push', flash: expect.any(String) } },
  })
  expect(await socket.join('/out', cameTo('/out'))).toMatchObject({
    status: 'error',
    response: { redirect: { to: 'https://example.com/out' } },
  })
})

test('a view that has refused its join may be left, twice', async () => {
  const { socket } = await visitAndJoin(live)
  const { joinRef } = await socket.join('/away', cameTo('/away'))
  const left = { status: 'ok', response: {} }
  expect(await socket.call(joinRef, socket.topic, 'phx_leave', {})).toEqual(left)
  expect(await socket.call(joinRef, socket.topic, 'phx_leave', {})).toEqual(left)
})

test('the flash of a page is shown by its first join and by no later one', async () => {
  const browser = new WireBrowser(live.url)
  await browser.get('/away')
  const { tokens } = await browser.get('/other')
  const socket = await WireSocket.open(browser, tokens)
  const join = (params: object) => socket.join('/other', { params })
  expect(flashIn(await join({ _mounts: 0 }))).toBe('Sent away.')
  expect(flashIn(await join({ _mounts: 1 }))).toBe('')
  expect(flashIn(await join({ _mounts: '0' }))).toBe('')
  expect(flashIn(await join({}))).toBe('')
})

test('a page whose flash was shown does not show it after a navigation', async () => {
  const browser = new WireBrowser(live.url)
  await browser.get('/away')
  const { tokens } = await browser.get('/other')
  const socket = await WireSocket.open(browser, tokens)
  expect(flashIn(await socket.join('/other', cameTo('/other')))).toBe('')
})

test('a patch link within the view runs handleParams and is answered with the diff', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const { response } = await socket.call(joinRef, socket.topic, 'live_patch', {
    url: `${live.url}/?page=second`,
  })
  expect(response).toEqual({ diff: { 1: { 1: 'second' } } })
})

test('a patch link takes the flash away, in the same diff', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  await socket.click(joinRef, 'warn')
  const { response } = await socket.call(joinRef, socket.topic, 'live_patch', {
    url: `${live.url}/?page=second`,
  })
  expect(response).toEqual({ diff: { 0: '', 1: { 1: 'second' } } })
  await socket.settled()
  expect(socket.frames.filter(([, , , event]) => event === 'diff')).toEqual([])
})

test('a patch link that leads out of the view is handed back to the browser', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  for (const url of [`${live.url}/other`, `${live.url}/nowhere`, 'https://example.com/', 'nonsense', 7]) {
    const answer = await socket.call(joinRef, socket.topic, 'live_patch', { url })
    expect(answer).toEqual({ status: 'ok', response: { link_redirect: true } })
  }
  expect((await socket.click(joinRef, 'ask')).status).toBe('ok')
})

test('a patch link whose parameters do not fit is handed back to the browser', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/rooms/1')
  const answer = await socket.call(joinRef, socket.topic, 'live_patch', { url: `${live.url}/rooms/x` })
  expect(answer.response).toEqual({ link_redirect: true })
})

test("a view's own patch tells the browser first, and the reply carries what it shows then", async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const { response } = await socket.click(joinRef, 'next')
  expect(response).toEqual({ diff: { 1: { 1: 'second' } } })
  expect(socket.frames[1]).toEqual([
    joinRef,
    null,
    socket.topic,
    'live_patch',
    { to: '/?page=second', kind: 'push' },
  ])
})

test('a patch while the view mounts redirects the request, and is told in the reply to a join', async () => {
  const browser = new WireBrowser(live.url)
  const { status, headers } = await browser.get('/settled')
  expect([status, headers.get('location')]).toEqual([302, '/settled?page=1'])
  const { socket } = await visitAndJoin(live)
  const { response } = await socket.join('/settled', cameTo('/settled'))
  expect(response).toMatchObject({
    live_patch: { to: '/settled?page=1', kind: 'push' },
    rendered: { 1: { 0: '1' } },
  })
})

test('the browser takes one flash away, or all of them', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  await socket.click(joinRef, 'warn')
  const clear = (value: object) =>
    socket.call(joinRef, socket.topic, 'event', { type: 'click', event: 'lv:clear-flash', value })
  expect((await clear({ key: 'error' })).response).toEqual({})
  expect((await clear({ key: 'info' })).response).toEqual({ diff: { 0: '' } })
  await socket.click(joinRef, 'warn')
  expect((await clear({})).response).toEqual({ diff: { 0: '' } })
})
