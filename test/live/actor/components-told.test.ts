import { component, each, html, liveView, stream, Type } from 'oriel'
import { expect, test } from 'vitest'
import { serveOne } from '../server/line.ts'

const Nothing = Type.Object({})

const counter = component({
  events: { inc: Nothing },
  mount: (_: { label: string; note?: string }) => ({ count: 0 }),
  handleEvent: { inc: (live) => live.assign({ count: live.assigns.count + 1 }) },
  render: ({ label, note, count }) => html`<b>${label} ${note} ${count}</b>`,
})

interface Row {
  readonly id: number
}

const rowOf = ({ id }: Row, domId: string) =>
  html`<li id="${domId}">${counter({ id: `row-${id}`, label: 'row' })}</li>`

/** A card around a counter, which it shows while it is open. */
const card = component({
  events: { toggle: Nothing },
  mount: (_: { label: string }) => ({ isOpen: true }),
  handleEvent: { toggle: (live) => live.assign({ isOpen: !live.assigns.isOpen }) },
  render: ({ label, isOpen }) =>
    html`<div>${isOpen && html`<p>${counter({ id: 'inner', label })}</p>`}</div>`,
})

const board = liveView({
  events: {
    do: Type.Object({
      title: Type.Optional(Type.String()),
      label: Type.Optional(Type.String()),
      shown: Type.Optional(Type.Boolean()),
      give: Type.Optional(Type.String()),
      to: Type.Optional(Type.String()),
      insert: Type.Optional(Type.Integer()),
      delete: Type.Optional(Type.Integer()),
    }),
  },
  mount: () => ({ title: 'one', label: 'a', shown: true, rows: stream<Row>([]) }),
  handleEvent: {
    do(live, { give, to = 'top', insert, delete: gone, ...assigns }) {
      if (give !== undefined) live.sendUpdate(counter, { id: to, note: give })
      if (insert !== undefined) live.assigns.rows.insert({ id: insert })
      if (gone !== undefined) live.assigns.rows.delete({ id: gone })
      live.assign(assigns)
    },
  },
  render: ({ title, label, shown, rows }) =>
    html`<h1>${title}</h1>${shown && counter({ id: 'top', label })}${card({ id: 'card', label: 'in' })}
<ol id="rows" phx-update="stream">${each(rows, rowOf)}</ol>`,
})

/** The counter at the top has number 1, the card 2, the counter in the card 3, and the first row 4. */
async function openBoard() {
  const { connect } = serveOne(board)
  const browser = await connect()
  await browser.join()
  /** Sends a message, and gives all that came of it: pushed changes first, the answer last. */
  const send = async (event: string, payload: object) => {
    browser.transport.frames.length = 0
    browser.send(event, payload)
    await browser.settled()
    return browser.sent.map(([, , sent]) => sent)
  }
  return {
    act: (value: object) => send('event', { type: 'click', event: 'do', value }),
    click: (cid: number, event = 'inc') => send('event', { type: 'click', event, value: {}, cid }),
    leaving: (cid: number) => send('cids_will_destroy', { cids: [cid] }),
    left: (cid: number) => send('cids_destroyed', { cids: [cid] }),
  }
}

test('what a component is given by sendUpdate is not lost on the render of the same turn', async () => {
  const { act } = await openBoard()
  expect(await act({ give: 'new', label: 'b' })).toEqual([{ diff: { c: { 1: { 0: 'b', 1: 'new' } } } }])
})

test('what a component is given by sendUpdate stays until its caller gives something else', async () => {
  const { act } = await openBoard()
  await act({ give: 'new' })
  expect(await act({ title: 'two' })).toEqual([{ diff: { 0: 'two' } }])
  expect(await act({ label: 'b' })).toEqual([{ diff: { c: { 1: { 0: 'b' } } } }])
})

test('a component that changes with the page around it is named where it stands', async () => {
  const { act } = await openBoard()
  expect(await act({ title: 'two', label: 'b' })).toEqual([
    { diff: { 0: 'two', 1: 1, c: { 1: { 0: 'b' } } } },
  ])
  // So is one that has not changed itself, and holds one that has.
  expect(await act({ title: 'three', give: 'new', to: 'inner' })).toEqual([
    { diff: { 0: 'three', 2: 2, c: { 2: { 0: { 0: 3 } }, 3: { 1: 'new' } } } },
  ])
})

test('a component in a row that was sent before is told of after the page, since no patch of the page reaches it', async () => {
  const { act, click } = await openBoard()
  await act({ insert: 1 })
  expect(await click(4)).toEqual([{ diff: { c: { 4: { 2: '1' } } } }])
  expect(await act({ title: 'two', give: 'new', to: 'row-1' })).toEqual([
    { 0: 'two' },
    { diff: { c: { 4: { 1: 'new' } } } },
  ])
})

test('a removal that speaks of a page that has gone by ends nothing that is shown again', async () => {
  const { click, leaving, left } = await openBoard()
  await click(2, 'toggle')
  await leaving(3)
  await click(2, 'toggle')
  // The browser had it shown and removed again before it heard of the first answer.
  await leaving(3)
  expect(await left(3)).toEqual([{ cids: [] }])
  expect(await click(3)).toEqual([{ diff: { c: { 3: { 2: '1' } } } }])
})

test('a component in a row that the browser wanted to remove, and that came back first, goes on being shown', async () => {
  const { act, click, leaving } = await openBoard()
  await act({ insert: 1 })
  await act({ delete: 1 })
  await act({ insert: 1 })
  await leaving(4)
  expect(await click(4)).toEqual([{ diff: { c: { 4: { 2: '1' } } } }])
})

/** A list of its own, in whose rows nothing else lives. */
const list = component({
  events: { add: Type.Object({ n: Type.Integer() }) },
  mount: () => ({ lines: stream<Row>([]) }),
  handleEvent: { add: (live, { n }) => live.assigns.lines.insert({ id: n }) },
  render: ({ id, lines }) =>
    html`<ul id="${id}" phx-update="stream">${each(lines, ({ id: n }, domId) => html`<li id="${domId}">${n}</li>`)}</ul>`,
})

test('a page that begins anew names the template of rows that were sent before', async () => {
  const view = liveView({
    events: { say: Nothing },
    mount: () => ({}),
    handleEvent: { say: (live) => live.flash('info', 'said') },
    render: () => html`${list({ id: 'l' })}`,
  })
  const { connect } = serveOne(view, {
    layout: ({ flash, content }) => (flash.info ? html`<i>${flash.info}</i>${content}` : html`${content}`),
  })
  const browser = await connect()
  await browser.join()
  const add = (n: number) => browser.send('event', { type: 'click', event: 'add', value: { n }, cid: 1 })
  add(1)
  browser.sendEvent('say')
  await browser.settled()
  const [, , whole] = browser.sent.at(-1)!
  expect(whole).toMatchObject({ diff: { c: { 1: { 1: { k: { kc: 0 }, s: expect.any(Number) } } } } })
  add(2)
  await browser.settled()
  const [, , added] = browser.sent.at(-1)!
  expect(added).toMatchObject({ diff: { c: { 1: { 1: { k: { 0: { 1: '2' }, kc: 1 } } } } } })
  expect(added).not.toHaveProperty('diff.c.1.1.s')
})

test('a component that moves out of a row is told in full, since the row takes its element along', async () => {
  const view = liveView({
    events: { out: Nothing },
    mount: () => ({ rows: stream<Row>([{ id: 1 }]), isOut: false }),
    handleEvent: {
      out(live) {
        live.assigns.rows.delete({ id: 1 })
        live.assign({ isOut: true })
      },
    },
    render: ({ rows, isOut }) =>
      html`${isOut && counter({ id: 'row-1', label: 'row' })}<ol id="rows" phx-update="stream">${each(rows, rowOf)}</ol>`,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  browser.sendEvent('out')
  await browser.settled()
  expect(browser.sent.at(-1)?.[2]).toMatchObject({
    diff: { 0: 1, c: { 1: { s: expect.any(Array) } } },
  })
})

test('rows travel once, also when components in other rows are told of after them', async () => {
  const { act } = await openBoard()
  await act({ insert: 1 })
  const [first, ...rest] = await act({ insert: 2, give: 'new', to: 'row-1' })
  expect(first).toMatchObject({ 3: { stream: ['0', [['rows-2', -1, null, null]], []] } })
  expect(rest).toEqual([{ diff: { c: { 4: { 1: 'new' } } } }])
})

test('a row that is sent again tells its components in full, since the browser may not have taken it before', async () => {
  const cardRow = ({ id }: Row, domId: string) => html`<li id="${domId}">${card({ id, label: 'in' })}</li>`
  const view = liveView({
    events: { update: Nothing, insert: Nothing },
    mount: () => ({ rows: stream<Row>([{ id: 7 }]) }),
    handleEvent: {
      // No row has this number yet, so the browser drops what comes.
      update: (live) => live.assigns.rows.update({ id: 1 }),
      insert: (live) => live.assigns.rows.insert({ id: 1 }),
    },
    render: ({ rows }) =>
      html`<ol id="rows" phx-update="stream">${each(rows, (row: Row, domId) => (row.id === 7 ? html`<li id="${domId}"></li>` : cardRow(row, domId)))}</ol>`,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  browser.sendEvent('update')
  browser.sendEvent('insert')
  await browser.settled()
  const inFull = { s: expect.anything() }
  expect(browser.sent.at(-1)?.[2]).toMatchObject({ diff: { c: { 1: inFull, 2: inFull } } })
})
