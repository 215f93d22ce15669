import { each, html, liveView, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { expect, test } from 'vitest'
import { serveOne } from './line.ts'

interface Line {
  readonly id: number
}

const said = topic<Line>('said')
const renamed = topic<string>('renamed')

/** A room that counts how often its rows and its views are rendered. */
function room() {
  const calls = { row: 0, render: 0 }
  const row = ({ id }: Line, domId: string) => {
    calls.row++
    return html`<li id="${domId}">${id}</li>`
  }
  const view = liveView({
    events: { mark: Type.Object({ id: Type.Integer() }) },
    topics: { said, renamed },
    mount: () => ({ title: 'room', lines: stream<Line>([{ id: 0 }]) }),
    handleEvent: { mark: (live, { id }) => live.assigns.lines.insert({ id }, { at: 0 }) },
    handleInfo: {
      said: (live, line) => live.assigns.lines.insert(line),
      renamed: (live, title) => live.assign({ title }),
    },
    render: ({ title, lines }) => {
      calls.render++
      return html`<h1>${title}</h1><ul id="lines" phx-update="stream">${each(lines, row)}</ul>`
    },
  })
  return { view, calls }
}

/** Viewers of a room that have all been sent its first page and one line. */
async function viewers(count: number) {
  const { view, calls } = room()
  const pubsub = localPubSub()
  const { connect } = serveOne(view, { pubsub, limits: { heldBackBytes: 1000 } })
  const browsers = await Promise.all(
    Array.from({ length: count }, async () => {
      const browser = await connect()
      await browser.join()
      return browser
    }),
  )
  const settled = async () => {
    for (const browser of browsers) await browser.settled()
  }
  const say = async (...ids: readonly number[]) => {
    for (const id of ids) pubsub.publish(said, { id })
    await settled()
  }
  await say(1)
  for (const { transport } of browsers) transport.frames.length = 0
  calls.row = calls.render = 0
  return { browsers, calls, pubsub, settled, say }
}

const insertOf = (...ids: readonly number[]) => ({
  '1': {
    k: {
      ...Object.fromEntries(ids.map((id, i) => [i, { 0: ` id="lines-${id}"`, 1: `${id}` }])),
      kc: ids.length,
    },
    stream: ['0', ids.toReversed().map((id) => [`lines-${id}`, -1, null, null]), []],
  },
})

test('a row is made once for all viewers, and what else they show is not rendered for it', async () => {
  const { browsers, calls, say } = await viewers(20)
  await say(2)
  expect(calls).toEqual({ row: 1, render: 0 })
  for (const { sent } of browsers) expect(sent).toEqual([['diff', null, insertOf(2)]])
})

test('a burst is one frame for each viewer', async () => {
  const { browsers, calls, say } = await viewers(5)
  await say(2, 3, 4)
  expect(calls).toEqual({ row: 3, render: 0 })
  for (const { sent } of browsers) expect(sent).toEqual([['diff', null, insertOf(2, 3, 4)]])
})

test('who has more to be told than the others is told all of it', async () => {
  const { browsers, calls, pubsub, settled } = await viewers(3)
  const [first, second, third] = browsers
  pubsub.publish(said, { id: 2 })
  second!.sendEvent('mark', { id: 9 })
  await settled()
  expect(first!.sent).toEqual([['diff', null, insertOf(2)]])
  expect(third!.sent).toEqual([['diff', null, insertOf(2)]])
  expect(second!.sent).toEqual([
    ['diff', null, insertOf(2)],
    [
      'phx_reply',
      '2',
      { diff: { '1': expect.objectContaining({ k: { 0: { 0: ' id="lines-9"', 1: '9' }, kc: 1 } }) } },
    ],
  ])
  expect(calls.row).toBe(2)
})

test('a message that comes with another change travels with it, also to those who were told alike before', async () => {
  const { browsers, calls, pubsub, settled } = await viewers(3)
  pubsub.publish(said, { id: 2 })
  pubsub.publish(renamed, 'hall')
  await settled()
  for (const { sent } of browsers) expect(sent).toEqual([['diff', null, { '0': 'hall', ...insertOf(2) }]])
  expect(calls).toEqual({ row: 1, render: 3 })
})

test('a view that did not change, or whose socket is full, is not rendered', async () => {
  const { browsers, calls, pubsub, settled, say } = await viewers(2)
  const [full, other] = browsers
  pubsub.publish(renamed, 'room')
  await settled()
  expect(calls.render).toBe(0)
  full!.transport.bufferedAmount = 5000
  for (const title of ['hall', 'attic', 'cellar']) {
    pubsub.publish(renamed, title)
    await settled()
  }
  await say(2)
  expect(calls.render).toBe(3)
  expect(full!.sent).toEqual([])
  expect(other!.sent).toHaveLength(4)
  full!.transport.bufferedAmount = 0
  full!.sendEvent('mark', { id: 9 })
  await settled()
  expect(calls).toEqual({ row: 2, render: 4 })
  expect(full!.sent).toEqual([
    ['diff', null, { '0': 'cellar', ...insertOf(2) }],
    ['phx_reply', '2', expect.anything()],
  ])
})

test('a list that many pages show is read, keyed and encoded once for all of them and their joins', async () => {
  const counts = { row: 0, key: 0, name: 0 }
  const people = Array.from({ length: 20 }, (_, i) => ({
    id: `p${i}`,
    get name() {
      counts.name++
      return `Person ${i}`
    },
  }))
  type Person = (typeof people)[number]
  const key = ({ id }: Person) => {
    counts.key++
    return id
  }
  const row = ({ name }: Person) => {
    counts.row++
    return html`<li>${name}</li>`
  }
  const view = liveView({
    mount: () => ({ people }),
    render: ({ people }) => html`<ul>${each(people, key, row)}</ul>`,
  })
  const { connect } = serveOne(view)
  for (let visitor = 0; visitor < 5; visitor++) {
    const browser = await connect()
    browser.sendJoin()
    await browser.settled()
    expect(JSON.stringify(browser.sent)).toContain('Person 19')
  }
  expect(counts).toEqual({ row: 20, key: 20, name: 20 })
})
