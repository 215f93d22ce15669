import { expect, test } from 'vitest'
import { visitAndJoin } from '../../live/server/visit.ts'
import { useServedGallery } from '../support/serve.ts'

const live = useServedGallery()

/** Opens a page, and gives what becomes of the events of its view and of its components. */
async function join(path: string) {
  const { socket, joinRef, response } = await visitAndJoin(live, path)
  const call = async (event: string, payload: object) =>
    (await socket.call(joinRef, socket.topic, event, payload)).response
  const act = (event: string, cid?: number, value: object = {}) =>
    call('event', { type: 'click', event, value, ...(cid !== undefined && { cid }) })
  return { socket, rendered: response['rendered'] as object, call, act }
}

test('components travel beside the view, the second of a kind without the strings of the first', async () => {
  const { rendered } = await join('/components')
  expect(rendered).toMatchObject({
    1: { 0: 1, 1: 2 },
    c: { 1: { s: expect.any(Array), r: 1 }, 2: { s: 1 } },
  })
})

test('what a component changes travels under its number alone', async () => {
  const { act } = await join('/components')
  expect(await act('add', 2)).toEqual({ diff: { c: { 2: { 2: '5' } } } })
  expect(await act('rename')).toEqual({
    diff: { c: { 1: { 1: 'Ana&#39;s pears' }, 2: { 1: 'Ben&#39;s pears' } } },
  })
})

test('what one component is told travels as a change of that one', async () => {
  const { act } = await join('/components')
  expect(await act('tell')).toEqual({ diff: { c: { 2: { 4: '10' } } } })
})

test('a component in a list moves with its row, and is not told again', async () => {
  const { act } = await join('/component-lists')
  await act('add', 3)
  const diff = await act('shuffle')
  expect(JSON.stringify(diff)).not.toContain('"c"')
})

test('a component that goes to another list is told again with all that it holds', async () => {
  const { act } = await join('/component-lists')
  await act('add', 1)
  const { diff } = (await act('move')) as { diff: { 1: object; c?: object } }
  expect(diff[1]).toMatchObject({ 4: { k: { 0: { 0: 1 }, kc: 3 } } })
  expect(await act('add', 1)).toEqual({ diff: { c: { 1: { 2: '2' } } } })
})

test('components end in two steps, and those within with them', async () => {
  const { act, call } = await join('/component-visibility')
  await act('open', 1)
  await act('hide')
  expect(await call('cids_will_destroy', { cids: [1, 2] })).toEqual({})
  expect(await call('cids_destroyed', { cids: [1, 2] })).toEqual({ cids: [1, 2] })
  expect(await act('add', 2)).toEqual({ error: { code: 'unknown_component' } })
  expect(await act('show')).toMatchObject({ diff: { c: { 3: { 1: 'A panel', 2: 'closed' } } } })
})

test('components that are shown between the two steps live on, and are told in full', async () => {
  const { act, call } = await join('/component-visibility')
  await act('open', 1)
  await act('add', 2)
  await act('hide')
  await call('cids_will_destroy', { cids: [1, 2] })
  expect(await act('show')).toMatchObject({
    diff: {
      c: {
        1: { 2: 'open', 4: 2, s: expect.any(Array) },
        2: { 1: 'Inside', 2: '1', s: expect.any(Array) },
      },
    },
  })
  expect(await call('cids_destroyed', { cids: [1, 2] })).toEqual({ cids: [] })
  expect(await act('add', 2)).toEqual({ diff: { c: { 2: { 2: '2' } } } })
})

test('a stream of a component is named after it, and its rows after that', async () => {
  const { act } = await join('/component-streams')
  expect(await act('add', 2)).toMatchObject({
    diff: { c: { 2: { 4: { stream: ['c2-0', [['high-entries-101', -1, null, null]], []] } } } },
  })
})
