import { localPubSub } from 'oriel/bus'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { layout, publish, routes } from './views.ts'
import { visit, visitAndJoin } from './visit.ts'

const pubsub = localPubSub()
let live: LiveApp

beforeAll(async () => {
  live = await serveLive({ routes, layout, pubsub })
})
afterAll(() => live.close())

test('a heartbeat is answered', async () => {
  const { socket } = await visit(live)
  expect(await socket.call(null, 'phoenix', 'heartbeat', {})).toEqual({ status: 'ok', response: {} })
  expect(socket.frames).toEqual([[null, '1', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]])
})

test('an event with nothing to say is answered with an empty response', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  expect(await socket.click(joinRef, 'quiet')).toEqual({ status: 'ok', response: {} })
})

test('the diff of an event travels in its reply, and in no message beside', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  expect(await socket.click(joinRef, 'inc', { by: '2' })).toMatchObject({
    response: { diff: { 1: { 0: '2' } } },
  })
  await socket.settled()
  expect(socket.frames.filter(([, , , event]) => event === 'diff')).toEqual([])
})

test('what a handler replies travels in the diff', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  expect(await socket.click(joinRef, 'ask')).toEqual({
    status: 'ok',
    response: { diff: { r: { count: 0 } } },
  })
})

test('a broadcast travels as a diff with the join ref and no ref', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  await publish(pubsub, 7)
  const frame = await socket.next(([, , , event]) => event === 'diff')
  expect(frame).toEqual([joinRef, null, socket.topic, 'diff', { 1: { 0: '7' }, t: 'Count 7' }])
})

test('an unknown event and a payload that does not fit are answered with their code, and never with an error status', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
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
  const { socket, joinRef } = await visitAndJoin(live)
  const { topic } = socket
  expect((await socket.call(joinRef, topic, 'event', {})).response).toEqual({
    error: { code: 'malformed_frame' },
  })
  expect((await socket.call(joinRef, topic, 'upload', {})).response).toEqual({
    error: { code: 'unknown_event' },
  })
})

test('the fields of a form are decoded, and its target is the path of a field', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
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
  const { socket, joinRef } = await visitAndJoin(live)
  await socket.click(joinRef, 'inc')
  socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'crash', value: {} })
  const frame = await socket.next(([, , , event]) => event === 'phx_error')
  expect(frame).toEqual([joinRef, joinRef, socket.topic, 'phx_error', {}])
  const again = await socket.join('/', { params: { _mounts: 1 } })
  expect(again).toMatchObject({ status: 'ok', response: { rendered: { 1: { 0: '0' } } } })
})

test('a leave closes the channel first and is answered then', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const ref = socket.send(joinRef, socket.topic, 'phx_leave', {})
  await socket.reply(ref)
  expect(socket.frames.slice(1)).toEqual([
    [joinRef, joinRef, socket.topic, 'phx_close', {}],
    [joinRef, ref, socket.topic, 'phx_reply', { status: 'ok', response: {} }],
  ])
})

test('a leave of what was never joined is answered ok, and so is a second leave', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const left = { status: 'ok', response: {} }
  expect(await socket.call(null, 'lv:', 'phx_leave', {})).toEqual(left)
  expect(await socket.call(joinRef, socket.topic, 'phx_leave', {})).toEqual(left)
  expect(await socket.call(joinRef, socket.topic, 'phx_leave', {})).toEqual(left)
  expect(socket.frames.filter(([, , , event]) => event === 'phx_close')).toHaveLength(1)
})

test('a join of a topic that is joined closes the old channel with its own join ref', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const again = await socket.join('/')
  expect(socket.frames[1]).toEqual([joinRef, joinRef, socket.topic, 'phx_close', {}])
  expect(again.status).toBe('ok')
  expect(await socket.click(again.joinRef, 'inc')).toMatchObject({ response: { diff: { 1: { 0: '1' } } } })
})

test('a leave and a join of one topic, back to back, are both answered', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const leave = socket.send(joinRef, socket.topic, 'phx_leave', {})
  const join = socket.sendJoin('/other', { url: undefined, redirect: `${live.url}/other` })
  expect(await socket.reply(leave)).toEqual({ status: 'ok', response: {} })
  expect((await socket.reply(join)).status).toBe('ok')
})

test('a message of an older join is ignored', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const { joinRef: newer } = await socket.join('/')
  const late = socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'inc', value: {} })
  expect(await socket.click(newer, 'ask')).toMatchObject({ response: { diff: { r: { count: 0 } } } })
  expect(socket.frames.filter(([, ref]) => ref === late)).toEqual([])
})

test('a leave with the join ref of an older join leaves the newer one alone', async () => {
  const { socket, joinRef } = await visitAndJoin(live)
  const { joinRef: newer } = await socket.join('/')
  await socket.call(joinRef, socket.topic, 'phx_leave', {})
  expect(await socket.click(newer, 'ask')).toMatchObject({ status: 'ok' })
})

test('topics that no view has are unmatched', async () => {
  const { socket } = await visit(live)
  const unmatched = { status: 'error', response: { reason: 'unmatched topic' } }
  expect(await socket.call('9', 'lv:nobody', 'event', {})).toEqual(unmatched)
  expect(await socket.call('9', 'room:0', 'phx_join', {})).toEqual(unmatched)
  expect(socket.frames.at(-1)?.[0]).toBeNull()
})
