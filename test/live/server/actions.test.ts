import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { routes } from './guarded.ts'
import { visitAndJoin } from './visit.ts'

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({ routes })
})
afterAll(() => live.close())

test('mount and handleParams are told the action of their route', async () => {
  for (const [path, action, id] of [
    ['/rooms', 'index', ''],
    ['/rooms/7', 'show', '7'],
    ['/rooms/7/edit', 'edit', '7'],
  ]) {
    const { body } = await new WireBrowser(live.url).get(path!)
    expect(body).toContain(`<h1>${action}</h1><p>${action} ${id}</p>`)
  }
})

test('a patch link to another action keeps the view, and tells it', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/rooms')
  const patch = (path: string) =>
    socket.call(joinRef, socket.topic, 'live_patch', { url: `${live.url}${path}` })
  expect((await patch('/rooms/7')).response).toEqual({ diff: { 1: 'show 7' } })
  expect((await patch('/rooms/7/edit')).response).toEqual({ diff: { 1: 'edit 7' } })
  expect((await patch('/home')).response).toEqual({ link_redirect: true })
})

test('a view may patch itself to another action', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/rooms')
  expect((await socket.click(joinRef, 'edit')).response).toEqual({ diff: { 1: 'edit 7' } })
})

test('a page that was made for one action joins again where it was patched to', async () => {
  const browser = new WireBrowser(live.url)
  const { tokens } = await browser.get('/rooms')
  const socket = await WireSocket.open(browser, tokens)
  const { status, response } = await socket.join('/rooms/7/edit')
  expect([status, response]).toMatchObject(['ok', { rendered: { 0: 'edit', 1: 'edit 7' } }])
})
