import { html, liveSession, liveView, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser } from '../../support/wire-client.ts'
import { accounts, checks, routes, signIns } from './guarded.ts'
import { signIn } from './sign.ts'
import { visit, visitAndJoin } from './visit.ts'

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({ routes, extend: accounts })
})
afterAll(() => live.close())

const unauthorized = { status: 'error', response: { reason: 'unauthorized' } }
const cameTo = (path: string) => ({ url: undefined, redirect: `${live.url}${path}` })

test('a check may lead elsewhere before the view is mounted', async () => {
  const { status, headers } = await new WireBrowser(live.url).get('/home')
  expect([status, headers.get('location')]).toEqual([302, '/sign-in'])
})

test('what a check returns is part of the session of its views', async () => {
  const browser = await signIn(live)
  expect((await browser.get('/home')).body).toContain('<h1>Hello Ana</h1>')
})

test('a check runs once for a request and the join that adopts its view', async () => {
  const browser = await signIn(live)
  checks.length = 0
  const { socket } = await visit(live, '/home', browser)
  expect(checks).toEqual(['signed-in /home'])
  expect((await socket.join('/home')).response).toMatchObject({ rendered: { 0: 'Ana' } })
  expect(checks).toEqual(['signed-in /home'])
})

test('a join that comes later does not trust the check at the request', async () => {
  const { socket } = await visit(live, '/home', await signIn(live))
  await socket.join('/home')
  signIns.clear()
  expect(await socket.join('/home')).toMatchObject({
    status: 'error',
    response: { live_redirect: { to: '/sign-in', kind: 'push' } },
  })
})

test('live navigation within a live session stays on the socket, and runs its check', async () => {
  const { socket } = await visit(live, '/home', await signIn(live))
  await socket.join('/home')
  checks.length = 0
  expect((await socket.join('/profile', cameTo('/profile'))).status).toBe('ok')
  expect(checks).toEqual(['signed-in /profile'])
})

test('live navigation to a view of another live session is not authorized, and runs no check', async () => {
  const { socket } = await visit(live, '/home', await signIn(live))
  checks.length = 0
  expect(await socket.join('/', cameTo('/'))).toMatchObject(unauthorized)
  expect(await socket.join('/club', cameTo('/club?door=open'))).toMatchObject(unauthorized)
  const outside = await visitAndJoin(live)
  expect(await outside.socket.join('/home', cameTo('/home'))).toMatchObject(unauthorized)
  expect(checks).toEqual([])
})

test('live navigation out of a live session is nothing to warn of', async () => {
  const before = live.lines.length
  const { socket } = await visit(live)
  await socket.join('/club', cameTo('/club?door=open'))
  expect(live.lines.slice(before)).toEqual([
    expect.objectContaining({ level: 'debug', reason: 'unauthorized' }),
  ])
})

test('the token of an open page joins no view behind a check, whatever its URL says', async () => {
  const { socket } = await visit(live)
  for (const path of ['/home', '/profile', '/club?door=open']) {
    expect(await socket.join(path)).toMatchObject(unauthorized)
  }
})

test('a live session may have a layout and a root layout of its own', async () => {
  const { body } = await new WireBrowser(live.url).get('/club?door=open')
  expect(body).toContain('<title>Club</title>')
  expect(body).toContain('<p id="club">Members only</p><h1>Open</h1>')
})

test('a check that throws ends the request as a mount that throws does', async () => {
  expect((await new WireBrowser(live.url).get('/club?fault=true')).status).toBe(500)
})

test('two live sessions of one name are refused, for one would be entered past the check of the other', async () => {
  const view = liveView({ mount: () => ({}), render: () => html`` })
  const pages = [liveSession({ name: 'same' }), liveSession({ name: 'same' })]
  const twice = pages.map((session, i) => ({ path: `/${i}`, view: session(view) }))
  await expect(serveLive({ routes: twice })).rejects.toThrow('There are two live sessions named "same".')
})

test('no live session may be named as that of all other views', () => {
  expect(() => liveSession({ name: 'default' })).toThrow('A live session cannot be named "default"')
})

test('data of a session that does not fit what the check declares is an error that says so', async () => {
  const data = Type.Object({ userId: Type.String() })
  const view = liveSession({ name: 'strict', data, onMount: () => ({}) })(
    liveView({ mount: () => ({}), render: () => html`` }),
  )
  await expect(openView(view)).rejects.toThrow(
    'The data of the session does not fit the live session "strict"',
  )
})
