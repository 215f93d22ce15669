import { expect, test } from 'vitest'
import { visit, visitAndJoin } from '../../live/server/visit.ts'
import { useServedGallery } from '../support/serve.ts'

const live = useServedGallery()

/** Opens a page, sends events, and gives what the answers change in the view; the layout has it in its third hole. */
async function changes(path: string, ...events: readonly (readonly [event: string, payload?: object])[]) {
  const { socket, joinRef } = await visitAndJoin(live, path)
  const seen: unknown[] = []
  for (const [event, payload] of events) {
    const { response } = await socket.click(joinRef, event, payload)
    seen.push((response['diff'] as { readonly 1: unknown })[1])
  }
  await socket.settled()
  expect(socket.frames.filter(([, , , event]) => event === 'diff')).toEqual([])
  return seen
}

test('a join is one frame each way, with the strings of each template once', async () => {
  const { socket } = await visit(live, '/memo')
  const joinRef = socket.sendJoin('/memo')
  const { response } = await socket.reply(joinRef)
  const page = response['rendered'] as {
    s: number
    0: { s: number; 2: { s: number; 1: { s: number } } }
    1: { s: number; 3: { s: number } }
    p: object
  }
  const [layout, flash, view, memo] = [page.s, page[0].s, page[1].s, page[1][3].s]
  const [lost, icon] = [page[0][2].s, page[0][2][1].s]
  const bound = expect.stringContaining('hidden')
  const drawn = { 0: expect.any(String), s: icon, r: 1 }
  expect(socket.frames).toEqual([
    [
      joinRef,
      joinRef,
      socket.topic,
      'phx_reply',
      { status: 'ok', response: { rendered: page, liveview_version: expect.any(String) } },
    ],
  ])
  expect(page).toEqual({
    0: {
      0: '',
      1: '',
      2: {
        0: bound,
        1: drawn,
        2: expect.any(String),
        3: ' aria-label="Close"',
        4: bound,
        5: drawn,
        s: lost,
        r: 1,
      },
      s: flash,
      r: 1,
    },
    1: {
      0: ' phx-click="count"',
      1: ' phx-click="replace"',
      2: '0',
      3: { 0: 'First report', 1: '0', s: memo, r: 1 },
      s: view,
    },
    s: layout,
    p: {
      [layout]: expect.any(Array),
      [flash]: expect.any(Array),
      [lost]: expect.any(Array),
      [icon]: expect.any(Array),
      [view]: expect.any(Array),
      [memo]: ['<p id="report">', ', made at ', '</p>'],
    },
  })
})

test('a row of a stream travels with its place, and nothing else does', async () => {
  const row = (letter: string) => ({ 0: ` id="list-${letter}"`, 1: letter })
  expect(
    await changes(
      '/streams',
      ['insert', { id: 'x', at: -1 }],
      ['insert', { id: 'z', at: 1 }],
      ['prepend', { ids: 'uv' }],
    ),
  ).toEqual([
    { 12: { k: { 0: row('x'), kc: 1 }, stream: ['0', [['list-x', -1, null, null]], []] } },
    { 12: { k: { 0: row('z'), kc: 1 }, stream: ['0', [['list-z', 1, null, null]], []] } },
    {
      12: {
        k: { 0: row('v'), 1: row('u'), kc: 2 },
        stream: [
          '0',
          [
            ['list-u', 0, null, null],
            ['list-v', 0, null, null],
          ],
          [],
        ],
      },
    },
  ])
})

test('a row that is deleted travels as its id, and a reset as a mark', async () => {
  expect(await changes('/streams', ['delete', { id: 'b' }], ['reset', { ids: '' }])).toEqual([
    { 12: { k: { kc: 0 }, stream: ['0', [], ['list-b']] } },
    { 12: { k: { kc: 0 }, stream: ['0', [], [], true] } },
  ])
})

test('a row that is changed only where it is shown travels with a mark', async () => {
  const row = { 0: ' id="list-c"', 1: 'C' }
  expect(await changes('/streams', ['refresh', { id: 'c', text: 'C' }])).toEqual([
    { 12: { k: { 0: row, kc: 1 }, stream: ['0', [['list-c', -1, null, true]], []] } },
  ])
})

test('a limit for some rows takes the place of that of their stream', async () => {
  const [change] = await changes('/stream-limits', ['back'])
  expect(change).toMatchObject({
    4: {
      stream: [
        '1',
        [
          ['last--1', 0, 3, null],
          ['last-0', 0, 3, null],
        ],
        [],
      ],
    },
  })
})

test('the limit of a stream travels with each of its rows', async () => {
  const [change] = await changes('/stream-limits', ['append'])
  expect(change).toMatchObject({
    3: { stream: ['0', [['first-3', -1, 3, null]], []] },
    4: { stream: ['1', [['last-3', -1, -3, null]], []] },
  })
})

test('rows that move travel as the places they come from', async () => {
  expect(await changes('/lists', ['drop'])).toEqual([
    { 3: { k: { 0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, kc: 7, km: true } } },
  ])
  expect(await changes('/nested-lists', ['swap'])).toEqual([{ 2: { k: { 0: 1, 1: 0, kc: 2, km: true } } }])
})

test('a part that goes travels as empty text', async () => {
  const [, gone] = await changes('/conditions', ['open'], ['open'])
  expect(gone).toEqual({ 1: 'Open', 2: '' })
})

test('pushed events travel in the diff that they belong to', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/pushes')
  const { response } = await socket.click(joinRef, 'greet')
  expect(response).toEqual({ diff: { 1: { 1: '1' }, e: [['greeted', { greetings: 1 }]] } })
})

test('the outcome of a task is pushed as a diff of its own', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/async')
  const shows = (text: string) =>
    socket.next(([, , , event, payload]) => event === 'diff' && JSON.stringify(payload).includes(text))
  await shows('Report 1')
  await socket.click(joinRef, 'sum')
  expect(await shows('42')).toEqual([joinRef, null, socket.topic, 'diff', { 1: { 5: '42' } }])
})

test('a patch in a loop is told twenty times and once more, and ends as a crash', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/loop')
  socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'start', value: {} })
  await socket.next(([, , , event]) => event === 'phx_error')
  const events = socket.frames.slice(1).map(([, , , event]) => event)
  expect(events).toEqual([...Array<string>(21).fill('live_patch'), 'phx_error'])
})

test('a frame without a ref is answered by nothing', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/memo')
  const frame = [joinRef, null, socket.topic, 'event', { type: 'click', event: 'count', value: {} }]
  socket.sendText(JSON.stringify(frame))
  await socket.settled()
  expect(socket.frames.filter(([, , topic]) => topic === socket.topic)).toHaveLength(1)
})
