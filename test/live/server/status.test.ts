import { httpError } from 'oriel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser } from '../../support/wire-client.ts'
import { routes } from './guarded.ts'
import { visit, visitAndJoin } from './visit.ts'

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({ routes })
})
afterAll(() => live.close())

const RELOAD = '__phoenix_reload_status__'
const cameTo = (path: string) => ({ url: undefined, redirect: `${live.url}${path}` })

/** Joins in vain, and leaves the reason in the cookie as the client does. */
async function joinInVain(path: string, payload: object) {
  const { browser, socket } = await visit(live, '/rooms')
  const { status, response } = await socket.join(path, payload)
  expect([status, response['reason']]).toEqual(['error', 'reload'])
  browser.cookies.set(RELOAD, String(response['token']))
  return { browser, response }
}

test('a status that a check, mount or handleParams throws is that of the page', async () => {
  const statusOf = async (path: string) => (await new WireBrowser(live.url).get(path)).status
  expect(await statusOf('/club')).toBe(403)
  expect(await statusOf('/rooms/404')).toBe(404)
  expect(await statusOf('/rooms/410')).toBe(410)
})

test('at a join the status comes with a token, and the page that is loaded with it has that status', async () => {
  for (const [path, status] of [
    ['/rooms/404', 404],
    ['/rooms/410', 410],
    ['/rooms/nonsense', 400],
  ] as const) {
    const { browser, response } = await joinInVain(path, cameTo(path))
    expect(response).toEqual({ reason: 'reload', status, token: expect.any(String) })
    expect((await browser.get(path)).status).toBe(status)
  }
})

test('a view that fails only when it is connected shows its status once, and is tried anew after that', async () => {
  const { browser } = await joinInVain('/rooms', { params: { _mounts: 9 } })
  const answer = await browser.get('/rooms')
  expect([answer.status, answer.tokens.session]).toEqual([409, ''])
  expect(browser.cookies.has(RELOAD)).toBe(false)
  expect((await browser.get('/rooms')).status).toBe(200)
})

test('a status that was meant for another page is dropped', async () => {
  const { browser } = await joinInVain('/rooms', { params: { _mounts: 9 } })
  expect((await browser.get('/')).status).toBe(200)
  expect(browser.cookies.has(RELOAD)).toBe(false)
})

test('a status that does not verify is a failure, and not one more try', async () => {
  const { browser, page } = await visitAndJoin(live)
  for (const forged of ['x', page.session]) {
    browser.cookies.set(RELOAD, forged)
    expect((await browser.get('/')).status).toBe(500)
    expect((await browser.get('/')).status).toBe(200)
  }
})

test('an error of another status crashes the join as any error does', async () => {
  const { socket } = await visit(live, '/club?door=open')
  const { response } = await socket.join('/club?fault=true')
  expect(response).toEqual({ reason: 'join crashed' })
})

test.each([200, 399, 500, 404.5, Number.NaN])('%d is no status to refuse a page with', (status) => {
  expect(() => httpError(status, 'x')).toThrow('Give it a status from 400 to 499.')
})
