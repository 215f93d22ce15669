import { expect, test } from 'vitest'
import { visit, visitAndJoin } from '../../live/server/visit.ts'
import { childOf, type NestedTokens } from '../../support/nested.ts'
import type { WireSocket } from '../../support/wire-client.ts'
import { useServedGallery } from '../support/serve.ts'

const live = useServedGallery()

/** Joins a nested view. */
async function joinNested(socket: WireSocket, { topic, payload }: NestedTokens, change: object = {}) {
  const joinRef = socket.sendJoin('/', { ...payload, ...change }, topic)
  return { joinRef, ...(await socket.reply(joinRef)) }
}

/** Joins the page with Ana and Ben, then Ana, then the one that stands in Ana. */
async function joinThree() {
  const { socket, joinRef, response } = await visitAndJoin(live, '/nested')
  const ana = await joinNested(socket, childOf(response, 'ana'))
  const clicks = await joinNested(socket, childOf(ana.response, 'clicks-of-Ana'))
  return { socket, main: { joinRef, response }, ana, clicks }
}

const click = (event: string) => ({ type: 'click', event, value: {} })
const stale = { status: 'error', response: { reason: 'stale' } }

/** The frames that came of themselves: topic, event and payload. */
const pushed = ({ frames }: WireSocket) =>
  frames
    .filter(([, , , event]) => event !== 'phx_reply')
    .map(([, , topic, event, payload]) => [topic, event, payload])

test('the page has the content of its nested views at once, but not yet their tokens', async () => {
  const { body } = await visit(live, '/nested')
  expect(body).toContain('Ana was greeted 0 times')
  expect(body).toContain('Ben clicked 0 times')
  for (const id of ['ana', 'ben', 'clicks-of-Ana', 'clicks-of-Ben']) {
    expect(childOf(body, id).payload).toMatchObject({ session: '', static: expect.any(String) })
  }
})

test('a joined view hands its nested views out as empty elements with a token', async () => {
  const { main } = await joinThree()
  const rendered = main.response['rendered'] as { readonly 1: Readonly<Record<number, unknown>> }
  expect(rendered[1][3]).toMatch(
    /^<div id="ana" data-phx-session="[\w.-]+" data-phx-static="" data-phx-parent-id="phx-[\w-]+"><\/div>$/,
  )
})

test('the join of a nested view is one frame each way, as that of any view', async () => {
  const { socket, main } = await joinThree()
  const { joinRef } = await joinNested(socket, childOf(main.response, 'ben'))
  const page = expect.objectContaining({ 0: 'Ben', 1: '0', s: expect.any(Number), p: expect.any(Object) })
  expect(socket.frames.filter(([, , topic]) => topic === 'lv:ben')).toEqual([
    [
      joinRef,
      joinRef,
      'lv:ben',
      'phx_reply',
      { status: 'ok', response: { rendered: page, liveview_version: expect.any(String) } },
    ],
  ])
})

test('what happens in a nested view travels under its own topic alone', async () => {
  const { socket, ana, clicks } = await joinThree()
  expect(await socket.call(ana.joinRef, 'lv:ana', 'event', click('greet'))).toEqual({
    status: 'ok',
    response: { diff: { 1: '1' } },
  })
  expect(await socket.call(clicks.joinRef, 'lv:clicks-of-Ana', 'event', click('add'))).toEqual({
    status: 'ok',
    response: { diff: { 3: '1' } },
  })
  await socket.settled()
  expect(pushed(socket)).toEqual([])
})

test('a token that is forged, of another view or of another browser joins nothing', async () => {
  const { socket, main } = await joinThree()
  const ben = childOf(main.response, 'ben')
  const other = await joinThree()
  const theirs = childOf(other.main.response, 'ben').payload.session
  const ofAna = childOf(main.response, 'ana').payload.session
  for (const session of [`${ben.payload.session}x`, '', ofAna, theirs]) {
    expect(await joinNested(socket, ben, { session })).toMatchObject(stale)
  }
  const { body } = await visit(live, '/nested')
  expect(await joinNested(socket, ben, { static: childOf(body, 'ana').payload.static })).toMatchObject(stale)
})

test('a nested view cannot be joined without the view around it', async () => {
  const { socket, main, ana } = await joinThree()
  const alone = await visit(live, '/nested')
  expect(await joinNested(alone.socket, childOf(main.response, 'ana'))).toMatchObject(stale)
  socket.send(main.joinRef, socket.topic, 'phx_leave', {})
  expect(await joinNested(socket, childOf(ana.response, 'clicks-of-Ana'))).toMatchObject(stale)
})

test('a nested view that is not shown any more cannot be joined, and the page stays as it is', async () => {
  const { socket, joinRef, response } = await visitAndJoin(live, '/nested-rows')
  const lamp = childOf(response, 'lamp-a')
  await socket.click(joinRef, 'drop')
  expect(await joinNested(socket, lamp)).toMatchObject({
    status: 'error',
    response: { reason: 'not shown' },
  })
  const again = await socket.click(joinRef, 'restore')
  expect(await joinNested(socket, childOf(again.response, 'lamp-a'))).toMatchObject({ status: 'ok' })
})

test('rows move without a word of the views in them', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/nested-rows')
  const { response } = await socket.click(joinRef, 'shuffle')
  const { k } = (response as { readonly diff: { 1: { 3: { k: object } } } }).diff[1][3]
  expect(k).toEqual({ 0: 3, 1: 0, 2: 1, 3: 2, kc: 4, km: true })
})

test('who leaves a view closes those within it, and theirs', async () => {
  const { socket, main } = await joinThree()
  await socket.call(main.joinRef, socket.topic, 'phx_leave', {})
  expect(pushed(socket)).toEqual([
    [socket.topic, 'phx_close', {}],
    ['lv:ana', 'phx_close', {}],
    ['lv:clicks-of-Ana', 'phx_close', {}],
  ])
})

test('a view that crashes closes those within it', async () => {
  const { socket, main } = await joinThree()
  socket.send(main.joinRef, socket.topic, 'event', click('crash'))
  await socket.next(([, , topic, event]) => topic === 'lv:clicks-of-Ana' && event === 'phx_close')
  expect(pushed(socket)).toEqual([
    [socket.topic, 'phx_error', {}],
    ['lv:ana', 'phx_close', {}],
    ['lv:clicks-of-Ana', 'phx_close', {}],
  ])
})

test('a nested view that crashes is joined again with its token, and the view around it lives on', async () => {
  const { socket, main, ana } = await joinThree()
  await socket.call(ana.joinRef, 'lv:ana', 'event', click('greet'))
  socket.send(ana.joinRef, 'lv:ana', 'event', click('crash'))
  await socket.next(([, , topic, event]) => topic === 'lv:clicks-of-Ana' && event === 'phx_close')
  expect(pushed(socket)).toEqual([
    ['lv:ana', 'phx_error', {}],
    ['lv:clicks-of-Ana', 'phx_close', {}],
  ])
  const again = await joinNested(socket, childOf(main.response, 'ana'))
  expect(again).toMatchObject({ status: 'ok', response: { rendered: { 0: 'Ana', 1: '0' } } })
  expect((await socket.click(main.joinRef, 'count')).response).toEqual({ diff: { 1: { 0: '1' } } })
})

test('a patch of a nested view is one of the view around it', async () => {
  const { socket, joinRef, response } = await visitAndJoin(live, '/nested-navigation')
  const pager = await joinNested(socket, childOf(response, 'pager'))
  const answer = await socket.call(pager.joinRef, 'lv:pager', 'event', click('turn'))
  expect(answer.response).toEqual({ diff: { 0: '1' } })
  await socket.next(([, , , event]) => event === 'diff')
  const to = { to: '/nested-navigation?page=2', kind: 'push' }
  expect(socket.frames.slice(-2)).toEqual([
    [joinRef, null, socket.topic, 'live_patch', to],
    [joinRef, null, socket.topic, 'diff', { 1: { 0: '2' } }],
  ])
})

test('a sticky view stays when the page goes elsewhere, and is not told to the next page', async () => {
  const { socket, joinRef, body } = await visitAndJoin(live, '/sticky')
  const player = await joinNested(socket, childOf(body, 'player'))
  await socket.call(joinRef, socket.topic, 'phx_leave', {})
  const next = await socket.join('/sticky', { url: undefined, redirect: `${live.url}/sticky/elsewhere` })
  expect(next.status).toBe('ok')
  const turned = await socket.call(player.joinRef, 'lv:player', 'event', click('turn'))
  expect(turned.response).toMatchObject({ diff: { 1: 'Playing' } })
  expect(pushed(socket).filter(([, event]) => event !== 'diff')).toEqual([[socket.topic, 'phx_close', {}]])
})

test('a sticky view that leads its page elsewhere tells so, is answered, and stays', async () => {
  const { socket, body } = await visitAndJoin(live, '/sticky-head')
  const head = await joinNested(socket, childOf(body, 'head'))
  const go = { type: 'click', event: 'go', value: { to: '/next' } }
  expect(await socket.call(head.joinRef, 'lv:head', 'event', go)).toEqual({ status: 'ok', response: {} })
  expect(pushed(socket)).toEqual([['lv:head', 'live_redirect', { to: '/sticky-head/next', kind: 'push' }]])
  const counted = await socket.call(head.joinRef, 'lv:head', 'event', click('count'))
  expect(counted.response).toMatchObject({ diff: expect.any(Object) })
})
