import {
  component,
  each,
  event,
  fileInput,
  html,
  liveRender,
  liveView,
  reply,
  stream,
  Type,
  temporary,
  upload,
} from 'oriel'
import { localPubSub, presence, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { told } from '../server/told.ts'

const heard = topic<string>('resume.heard')

/** A view that counts its mounts, and what it is asked to do. */
function ledger() {
  const ran: string[] = []
  const counts = { mounts: 0, connects: 0, disconnects: 0 }
  const view = liveView({
    events: { note: Type.Object({ text: Type.String() }), leave: Type.Object({}) },
    topics: { heard },
    mount: () => ({ edition: ++counts.mounts, last: 'nothing', lines: stream<{ id: string }>([]) }),
    connect: () => {
      counts.connects++
    },
    disconnect: () => {
      counts.disconnects++
    },
    handleEvent: {
      note(live, { text }) {
        ran.push(text)
        live.assign({ last: text })
        return reply({ noted: text })
      },
      leave: (live) => live.redirect('/elsewhere'),
    },
    handleInfo: {
      heard: (live, id) => live.assigns.lines.insert({ id }),
    },
    render: ({ edition, last, lines }, on) => html`
      <h1>${edition}</h1><p>${last}</p>
      <button id="note" phx-click="${on.note({ text: 'clicked' })}">Note</button>
      <button id="leave" phx-click="${on.leave}">Leave</button>
      <ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`,
  })
  return { view, ran, counts }
}

async function open(options: object = {}) {
  const { view, ran, counts } = ledger()
  const pubsub = localPubSub()
  return { view: await openView(view, { resumes: true, pubsub, ...options }), pubsub, ran, counts }
}

test('a view goes on after a lost connection, with what was published meanwhile', async () => {
  const { view, pubsub, counts } = await open()
  await pubsub.publish(heard, 'before')
  await view.settled()
  view.disconnect()
  await pubsub.publish(heard, 'meanwhile')
  await view.reconnect()
  await view.settled()
  expect(view.texts('li')).toEqual(['before', 'meanwhile'])
  expect(counts).toEqual({ mounts: 1, connects: 1, disconnects: 0 })
})

test('a loss that the server does not notice before the browser is back changes nothing', async () => {
  const { view, pubsub, ran, counts } = await open()
  const answer = view.click('#note')
  view.disconnect({ isNoticed: false })
  await pubsub.publish(heard, 'meanwhile')
  await view.settled()
  await view.reconnect()
  expect(await answer).toEqual({ noted: 'clicked' })
  await view.settled()
  expect([view.texts('li'), ran, counts.mounts]).toEqual([['meanwhile'], ['clicked'], 1])
})

test('an event that was sent before the loss is answered after it, and has run once', async () => {
  const { view, ran } = await open()
  const answer = view.click('#note')
  view.disconnect()
  await view.reconnect()
  expect(await answer).toEqual({ noted: 'clicked' })
  expect(view.text('p')).toBe('clicked')
  expect(ran).toEqual(['clicked'])
})

test('an event of the gap is sent when the connection is back', async () => {
  const { view, ran } = await open()
  view.disconnect()
  const answer = view.click('#note')
  expect(ran).toEqual([])
  await view.reconnect()
  expect(await answer).toEqual({ noted: 'clicked' })
  expect(ran).toEqual(['clicked'])
})

test('what is sent twice is done once', async () => {
  const { view, ran } = await open()
  const answer = view.click('#note')
  view.disconnect()
  await view.reconnect({ duplicateEvents: true })
  expect(await answer).toEqual({ noted: 'clicked' })
  expect(ran).toEqual(['clicked'])
})

test('a connection that is lost before the answer to its join changes nothing', async () => {
  const { view, pubsub, ran, counts } = await open()
  const answer = view.click('#note')
  view.disconnect()
  await pubsub.publish(heard, 'meanwhile')
  await view.reconnect({ dropReplies: true })
  expect(await answer).toEqual({ noted: 'clicked' })
  await view.settled()
  expect([view.text('p'), view.texts('li'), ran, counts.mounts]).toEqual([
    'clicked',
    ['meanwhile'],
    ['clicked'],
    1,
  ])
})

test('where an event has led is heard of after the loss', async () => {
  const { view } = await open()
  const answer = view.click('#leave')
  view.disconnect()
  await view.reconnect()
  await answer
  expect(view.left).toEqual({ to: '/elsewhere', kind: 'redirect' })
})

test('when its time is over the view is mounted anew', async () => {
  const { view, pubsub, counts } = await open()
  const expired = told('oriel:view.expired')
  view.disconnect()
  await pubsub.publish(heard, 'meanwhile')
  view.expire()
  expect(counts).toEqual({ mounts: 1, connects: 1, disconnects: 1 })
  expect(expired).toMatchObject([{ view: '/', reason: 'time' }])
  await view.reconnect()
  expect([view.text('h1'), view.texts('li')]).toEqual(['2', []])
})

/** A view with an event that is safe to repeat, and one that is not; it writes down what was done, and by which UUID. */
function till() {
  const done: [text: string, id: string][] = []
  const events = {
    safe: event(Type.Object({ text: Type.String() }), { repeat: true }),
    unsafe: Type.Object({ text: Type.String() }),
  }
  const note = (live: { readonly eventId: string }, { text }: { readonly text: string }) => {
    done.push([text, live.eventId])
    return reply({ done: text })
  }
  const counter = component({
    events: { note: events.unsafe },
    mount: () => ({}),
    handleEvent: { note },
    render: ({ id }, on) => html`<b id="${id}" phx-click="${on.note({ text: 'within' })}">Note</b>`,
  })
  const view = liveView({
    events,
    mount: () => ({}),
    handleEvent: { safe: note, unsafe: note },
    render: () => html`<p>till</p>${counter({ id: 'counter' })}`,
  })
  return { view, done }
}

test('when its view is gone, an event that is safe to repeat is sent to the fresh one, any other is refused', async () => {
  const { view, done } = till()
  const opened = await openView(view, { resumes: true })
  opened.disconnect()
  const answers = [
    opened.pushEvent('safe', { text: 'a' }),
    opened.pushEvent('unsafe', { text: 'b' }),
    opened.click('#counter'),
  ]
  opened.expire()
  await opened.reconnect()
  expect(await Promise.all(answers)).toEqual([
    { done: 'a' },
    { error: { code: 'not_repeated' } },
    { error: { code: 'not_repeated' } },
  ])
  expect(done.map(([text]) => text)).toEqual(['a'])
})

test('a live component cannot have an event repeated, whose number is another one in the next view', () => {
  const define = () =>
    component({
      events: { save: event(Type.Object({}), { repeat: true }) },
      mount: () => ({}),
      handleEvent: { save: () => {} },
      render: ({ id }) => html`<b id="${id}"></b>`,
    })
  expect(define).toThrow('The event "save" of a live component cannot be repeated.')
})

test('an event that is repeated has the UUID that it had before', async () => {
  const { view, done } = till()
  const opened = await openView(view, { resumes: true, limits: { outboxBytes: 1 } })
  const answer = opened.pushEvent('safe', { text: 'a' })
  opened.disconnect()
  await expect.poll(() => done.length).toBe(1)
  await opened.reconnect()
  expect(await answer).toEqual({ done: 'a' })
  expect(done[1]).toEqual(done[0])
})

test('a file goes on where it was', async () => {
  const seen: number[] = []
  const uploading = liveView({
    uploads: {
      papers: upload({
        chunkSize: 4,
        writer: () => {
          let text = ''
          return {
            write(bytes) {
              text += Buffer.from(bytes).toString()
              seen.push(bytes.length)
            },
            close: () => text,
          }
        },
      }),
    },
    events: { check: Type.Object({}), save: Type.Object({}) },
    mount: () => ({ saved: '' }),
    handleEvent: {
      check: () => {},
      save: async (live) =>
        live.assign({ saved: (await live.consumeUploads('papers', (text) => text)).join() }),
    },
    render: ({ saved, papers }, on) => html`
      <p>${saved}</p><form id="form" phx-change="${on.check}" phx-submit="${on.save}">${fileInput(papers)}</form>`,
  })
  const view = await openView(uploading, { resumes: true })
  const text = 'x'.repeat(4000) + 'y'.repeat(4000)
  await view.choose('input[type=file]', [new File([text], 'a.txt')])
  await view.upload('input[type=file]', { upTo: 60 })
  view.disconnect()
  await view.reconnect()
  await view.submit('form')
  expect(view.text('p')).toBe(text)
  expect(seen.reduce((sum, bytes) => sum + bytes)).toBe(8000)
})

test('a view that turns it off ends with its connection', async () => {
  let ends = 0
  const brief = liveView({
    resumeWithin: 0,
    mount: () => ({}),
    disconnect: () => {
      ends++
    },
    render: () => html`<p>brief</p>`,
  })
  const view = await openView(brief, { resumes: true })
  view.disconnect()
  expect(ends).toBe(1)
  await view.reconnect()
  expect(view.text('p')).toBe('brief')
})

test('when more is to be told than may wait, the view is mounted anew, and nothing is logged', async () => {
  const lines: unknown[] = []
  const log = {
    error: (fields: unknown) => lines.push(fields),
    warn: () => {},
    info: () => {},
    debug: () => {},
  }
  const { view, pubsub, counts } = await open({ limits: { pendingRows: 3 }, log })
  view.disconnect()
  for (const id of ['a', 'b', 'c', 'd', 'e']) await pubsub.publish(heard, id)
  await expect.poll(() => counts.disconnects).toBe(1)
  await view.reconnect()
  expect(view.text('h1')).toBe('2')
  expect(lines).toEqual([])
})

test('messages that are never acknowledged are forgotten beyond a limit, and the view is mounted anew then', async () => {
  const { view, ran, counts } = await open({ limits: { outboxBytes: 1000 } })
  for (let i = 0; i < 30; i++) await view.pushEvent('note', { text: `note ${i}` })
  const last = view.pushEvent('note', { text: 'x'.repeat(2000) })
  view.disconnect()
  await expect.poll(() => ran.length).toBe(31)
  await view.reconnect()
  await last
  expect([view.text('h1'), counts.mounts]).toEqual(['2', 2])
})

test('where no stream has forgotten its rows, the page is shown in full instead, and the view goes on', async () => {
  const counter = component({
    events: { add: Type.Object({}) },
    mount: () => ({ count: 0 }),
    handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
    render: ({ id, count }, on) => html`<b id="${id}" phx-click="${on.add}">${count}</b>`,
  })
  const counts = { mounts: 0, connects: 0 }
  const plain = liveView({
    events: { note: Type.Object({ text: Type.String() }) },
    topics: { heard },
    mount: () => ({ edition: ++counts.mounts, texts: [] as readonly string[], heard: '' }),
    connect: () => {
      counts.connects++
    },
    handleEvent: {
      note(live, { text }) {
        live.push('noted', { text: text.slice(0, 3) })
        live.assign({ texts: [...live.assigns.texts, text] })
        return reply({ noted: text.length })
      },
    },
    handleInfo: { heard: (live, heard) => live.assign({ heard }) },
    title: ({ texts }) => `${texts.length} texts`,
    render: ({ edition, texts, heard }) => html`
      <h1>${edition}</h1><p>${heard}</p>${texts.map((text) => html`<i>${text.length}</i>`)}${counter({ id: 'counter' })}`,
  })
  const pubsub = localPubSub()
  const view = await openView(plain, { resumes: true, pubsub, limits: { outboxBytes: 1500 } })
  await view.click('b')
  const answers = Array.from({ length: 30 }, (_, i) => view.pushEvent('note', { text: 'x'.repeat(i) }))
  view.disconnect()
  await pubsub.publish(heard, 'meanwhile')
  await view.reconnect()
  expect(await Promise.all(answers)).toEqual(answers.map((_, i) => ({ noted: i })))
  await view.settled()
  await view.click('b')
  await view.pushEvent('note', { text: 'last' })
  expect([view.text('h1'), view.text('p'), view.text('b'), view.count('i')]).toEqual([
    '1',
    'meanwhile',
    '2',
    31,
  ])
  expect([view.title, view.pushed('noted').length, counts]).toEqual([
    '31 texts',
    31,
    { mounts: 1, connects: 1 },
  ])
})

test.each(['stream', 'temporary'] as const)(
  'with a %s, of which the server has forgotten what is shown, it is mounted anew',
  async (kind) => {
    const forgetful = component({
      mount: () => (kind === 'stream' ? { rows: stream([{ id: 'a' }]) } : { rows: temporary('a') }),
      render: ({ id, rows }) => html`
      <div id="${id}">${
        'show' in rows
          ? rows.show((text) => html`${text}`)
          : html`<ul id="rows" phx-update="stream">${each(rows, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`
      }</div>`,
    })
    let mounts = 0
    const plain = liveView({
      events: { note: Type.Object({ text: Type.String() }) },
      mount: () => ({ edition: ++mounts, last: '' }),
      handleEvent: { note: (live, { text }) => live.assign({ last: text }) },
      render: ({ edition, last }) => html`<h1>${edition}</h1><p>${last}</p>${forgetful({ id: 'forgetful' })}`,
    })
    const view = await openView(plain, { resumes: true, limits: { outboxBytes: 500 } })
    const answer = view.pushEvent('note', { text: 'x'.repeat(1000) })
    view.disconnect()
    await view.settled()
    await view.reconnect()
    await answer
    expect([view.text('h1'), view.text('#forgetful').trim()]).toEqual(['2', 'a'])
  },
)

test('nested views and live components go on, too', async () => {
  const counter = component({
    events: { add: Type.Object({}) },
    mount: () => ({ count: 0 }),
    handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
    render: ({ id, count }, on) => html`<b id="${id}" phx-click="${on.add}">${count}</b>`,
  })
  let mounts = 0
  const inner = liveView({
    events: { add: Type.Object({}) },
    mount: () => ({ mounts: ++mounts, count: 0 }),
    handleEvent: { add: (live) => live.assign({ count: live.assigns.count + 1 }) },
    render: ({ mounts, count }, on) => html`<i phx-click="${on.add}">${mounts}, ${count}</i>`,
  })
  const outer = liveView({
    mount: () => ({}),
    render: () => html`<main>${counter({ id: 'counter' })}${liveRender(inner, { id: 'inner' })}</main>`,
  })
  const view = await openView(outer, { resumes: true })
  await view.click('b')
  await view.click('i')
  view.disconnect()
  await view.reconnect()
  await view.click('b')
  await view.click('i')
  expect([view.text('b'), view.text('i')]).toEqual(['2', '1, 2'])
})

test('somebody whose connection is lost leaves after a while, and is there again on resuming', async () => {
  const pubsub = localPubSub()
  const people = presence<{ name: string }>(pubsub, 'resume.people')
  const present = () => [...people.list().keys()]
  const view = await openView(
    liveView({
      mount: () => ({}),
      connect: (live) => people.track(live, 'ana', { name: 'Ana' }),
      render: () => html`here`,
    }),
    { resumes: true, pubsub, limits: { lingerMs: 30 } },
  )
  view.disconnect()
  expect(present()).toEqual(['ana'])
  await expect.poll(present).toEqual([])
  await view.reconnect()
  expect(present()).toEqual(['ana'])
})
