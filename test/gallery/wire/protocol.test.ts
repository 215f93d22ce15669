import { expect, test } from 'vitest'
import { visit, visitAndJoin } from '../../live/server/visit.ts'
import { childOf } from '../../support/nested.ts'
import { useServedGallery } from '../support/serve.ts'
import { unknownIn } from './grammar.ts'

const live = useServedGallery()

type Event = readonly [event: string, value?: object, cid?: number]

/** A page, and what somebody does there. */
const visits: readonly (readonly [path: string, ...events: readonly Event[]])[] = [
  ['/clicks', ['add'], ['open'], ['open'], ['close'], ['nobody_declared_this'], ['choose', { size: 'x' }]],
  ['/conditions', ['open'], ['open'], ['open']],
  ['/lists', ['shuffle'], ['drop'], ['restore'], ['shuffle']],
  ['/nested-lists', ['swap'], ['rotate']],
  ['/streams', ['insert', { id: 'x', at: 0 }], ['delete', { id: 'a' }], ['reset', { ids: 'xy' }]],
  ['/nested-streams', ['turn']],
  ['/stream-guests', ['move', { id: 'b', at: 0 }], ['restart', { ids: '' }]],
  ['/components', ['add', {}, 2], ['rename'], ['tell'], ['add', {}, 99]],
  ['/component-lists', ['shuffle'], ['move'], ['add']],
  ['/component-visibility', ['open', {}, 1], ['hide'], ['show']],
  ['/component-streams', ['add', {}, 2]],
  ['/pushes', ['greet'], ['ask', { number: 3 }]],
  [
    '/flash',
    ['tell', { kind: 'info' }],
    ['lv:clear-flash', { key: 'info' }],
    ['lv:clear-flash'],
    ['lv:else'],
  ],
  ['/patch', ['go', { page: 4, replace: true }]],
  ['/navigate', ['go', { replace: false }], ['go', { replace: false }]],
  ['/slots', ['count'], ['sign'], ['swap']],
  ['/tags', ['turn']],
  ['/errors', ['crash'], ['add', { by: 1 }]],
  ['/nested', ['count']],
  ['/relay/1'],
]

test.for(visits)(
  'a client that asks for nothing is told nothing that is no part of the protocol: %s',
  async ([path, ...events]) => {
    const { socket, joinRef, response } = await visitAndJoin(live, path)
    for (const [event, value = {}, cid] of events) {
      const payload = { type: 'click', event, value, ...(cid !== undefined && { cid }) }
      socket.send(joinRef, socket.topic, 'event', payload)
    }
    if (path === '/nested') {
      const { topic, payload } = childOf(response, 'ana')
      await socket.reply(socket.sendJoin('/', payload, topic))
    }
    socket.send(joinRef, socket.topic, 'cids_will_destroy', { cids: [] })
    await socket.reply(socket.send(null, socket.topic, 'phx_leave', {}))
    await socket.settled()
    expect(socket.frames.length).toBeGreaterThan(events.length)
    expect(socket.frames.flatMap(unknownIn)).toEqual([])
  },
)

test('a view that leads on as it connects refuses its join with where to, after what it has pushed', async () => {
  const { socket } = await visit(live, '/relay/2')
  expect(await socket.join('/relay/2')).toMatchObject({
    status: 'error',
    response: {
      live_redirect: { to: '/relay/1', kind: 'replace' },
      events: [['relayed', { left: 2 }]],
    },
  })
  const last = await socket.join('/relay/2', { url: undefined, redirect: `${live.url}/relay/0` })
  expect(last.status).toBe('ok')
})

test('the names that begin with lv: are reserved: an unknown one reaches no view', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/flash')
  expect(await socket.click(joinRef, 'lv:else')).toEqual({
    status: 'ok',
    response: { error: { code: 'unknown_event' } },
  })
})

test('an event is taken whatever type it says that it has, a form only from a form', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/clicks')
  let count = 0
  for (const type of ['click', 'hook', 'js', 'keydown', 'blur', null, undefined]) {
    const { response } = await socket.call(joinRef, socket.topic, 'event', { type, event: 'add', value: {} })
    expect(response).toEqual({ diff: { 1: { 0: String(++count) } } })
  }
  const form = { type: 'form', event: 'add', value: 'by=3', meta: {} }
  expect((await socket.call(joinRef, socket.topic, 'event', form)).response).toEqual({
    diff: { 1: { 0: String(count + 3) } },
  })
})

test('a part that comes back brings its strings again, since its client has dropped them', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/conditions')
  const [first, gone, again] = [
    await socket.click(joinRef, 'open'),
    await socket.click(joinRef, 'open'),
    await socket.click(joinRef, 'open'),
  ].map(({ response }) => response['diff'] as object)
  expect(first).toMatchObject({ 1: { 2: { s: expect.any(Number) } }, p: expect.any(Object) })
  expect(gone).not.toHaveProperty('p')
  expect(again).toEqual(first)
})

test('whatever is sent to a view that has led away finds nobody', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/navigate')
  const away = await socket.click(joinRef, 'go', { replace: false })
  expect(away.response).toHaveProperty('live_redirect')
  const unmatched = { status: 'error', response: { reason: 'unmatched topic' } }
  expect(await socket.click(joinRef, 'go', { replace: false })).toEqual(unmatched)
  expect(await socket.call(joinRef, socket.topic, 'live_patch', { url: live.url })).toEqual(unmatched)
})

test('a browser that leaves a page is answered for each of its views', async () => {
  const { socket, joinRef, response } = await visitAndJoin(live, '/nested')
  const { topic, payload } = childOf(response, 'ana')
  const nestedRef = socket.sendJoin('/', payload, topic)
  await socket.reply(nestedRef)
  const refs = [
    socket.send(nestedRef, topic, 'phx_leave', {}),
    socket.send(joinRef, socket.topic, 'phx_leave', {}),
    socket.send(null, 'lv:', 'phx_leave', {}),
  ]
  for (const ref of refs) expect(await socket.reply(ref)).toEqual({ status: 'ok', response: {} })
  const closed = socket.frames.filter(([, , , event]) => event === 'phx_close')
  expect(closed).toEqual([
    [nestedRef, nestedRef, topic, 'phx_close', {}],
    [joinRef, joinRef, socket.topic, 'phx_close', {}],
  ])
})
