import {
  component,
  each,
  html,
  js,
  type LiveComponent,
  liveView,
  loading,
  memo,
  reply,
  stream,
  Type,
} from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { expect, test } from 'vitest'
import { serveOne } from '../server/line.ts'
import { latch } from './latch.ts'

const Nothing = Type.Object({})

const counter = component({
  events: { inc: Type.Object({ by: Type.Optional(Type.Integer()) }), ask: Nothing },
  mount: ({ start }: { label: string; start: number }) => ({ count: start }),
  handleEvent: {
    inc: (live, { by = 1 }) => live.assign({ count: live.assigns.count + by }),
    ask: (live) => reply({ count: live.assigns.count }),
  },
  render: ({ label, count }, on) =>
    html`<button phx-click="${on.inc}" phx-blur="${on.inc({ by: 5 })}">${label} ${count}</button>`,
})

/** A view that shows the counters that it is told to. */
const counters = liveView({
  events: {
    show: Type.Object({ ids: Type.Array(Type.String()) }),
    label: Type.Object({ label: Type.String() }),
    give: Type.Object({ id: Type.String() }),
  },
  mount: () => ({ ids: ['a'] as readonly string[], label: 'n' }),
  handleEvent: {
    show: (live, { ids }) => live.assign({ ids }),
    label: (live, { label }) => live.assign({ label }),
    give: (live, { id }) => live.sendUpdate(counter, { id, label: 'given' }),
  },
  render: ({ ids, label }) => html`<p>${ids.map((id) => counter({ id, label, start: 0 }))}</p>`,
})

async function openCounters() {
  const { connect, lines } = serveOne(counters)
  const browser = await connect()
  const act = async (event: string, payload: object) => {
    browser.transport.frames.length = 0
    const ref = browser.send(event, payload)
    await browser.settled()
    const [, , answer] = browser.sent.find(([, answered]) => answered === ref) ?? []
    return answer
  }
  const click = (event: string, value: object = {}, cid?: number) =>
    act('event', { type: 'click', event, value, ...(cid !== undefined && { cid }) })
  return { browser, act, click, lines }
}

test('a component travels apart from the place where it stands, with strings of its own', async () => {
  const { browser } = await openCounters()
  browser.sendJoin()
  await browser.settled()
  const [[, , answer]] = browser.sent as [[string, string, { rendered: Record<string, unknown> }]]
  expect(answer.rendered).toMatchObject({
    0: { k: { 0: { 0: 1 }, kc: 1 } },
    c: {
      1: {
        0: expect.stringContaining('target'),
        2: 'n',
        3: '0',
        s: ['<button', '', '>', ' ', '</button>'],
        r: 1,
      },
    },
  })
})

test('an event that names a component is handled by it, and changes it alone', async () => {
  const { browser, click } = await openCounters()
  await browser.join()
  expect(await click('inc', {}, 1)).toEqual({ diff: { c: { 1: { 3: '1' } } } })
  expect(await click('inc', { by: 5 }, 1)).toEqual({ diff: { c: { 1: { 3: '6' } } } })
  expect(await click('ask', {}, 1)).toEqual({ diff: { r: { count: 6 } } })
})

test('a component of a known definition begins with the strings that the browser has', async () => {
  const { browser, click } = await openCounters()
  await browser.join()
  await click('inc', {}, 1)
  const answer = (await click('show', { ids: ['a', 'b', 'c'] })) as { diff: { c: object } }
  expect(answer.diff.c).toMatchObject({ 2: { 3: '0', s: -1 }, 3: { 3: '0', s: -1 } })
})

test('components that come together begin with the first of them', async () => {
  const { browser, click } = await openCounters()
  await click('show', { ids: [] })
  await browser.join()
  await click('show', { ids: [] })
  const answer = (await click('show', { ids: ['x', 'y'] })) as { diff: { c: object } }
  expect(answer.diff.c).toMatchObject({ 2: { s: expect.any(Array) }, 3: { s: 2 } })
})

test('a component keeps its assigns while what it is given changes', async () => {
  const { browser, click } = await openCounters()
  await browser.join()
  await click('inc', {}, 1)
  expect(await click('label', { label: 'm' })).toEqual({ diff: { c: { 1: { 2: 'm' } } } })
})

test('a component that moves keeps its number and its assigns', async () => {
  const { browser, click } = await openCounters()
  await browser.join()
  await click('inc', {}, 1)
  await click('show', { ids: ['b', 'a'] })
  expect(await click('inc', {}, 1)).toEqual({ diff: { c: { 1: { 3: '2' } } } })
})

test('sendUpdate gives a component something beside what it has', async () => {
  const { browser, click } = await openCounters()
  await browser.join()
  expect(await click('give', { id: 'a' })).toEqual({ diff: { c: { 1: { 2: 'given' } } } })
  expect(await click('give', { id: 'nobody' })).toEqual({})
})

test('an event for a component that is not there is refused, and the view lives on', async () => {
  const { browser, click, lines } = await openCounters()
  await browser.join()
  expect(await click('inc', {}, 7)).toEqual({ error: { code: 'unknown_component' } })
  expect(await click('unknown', {}, 1)).toEqual({ error: { code: 'unknown_event' } })
  expect(await click('inc', { by: 'x' }, 1)).toEqual({ error: { code: 'invalid_payload' } })
  expect(lines.map(({ code }) => code)).toEqual(['unknown_component', 'unknown_event', 'invalid_payload'])
  expect(await click('inc', {}, 1)).toEqual({ diff: { c: { 1: { 3: '1' } } } })
})

test('a component ends in two steps once the browser has removed it', async () => {
  const { browser, act, click } = await openCounters()
  await browser.join()
  await click('inc', {}, 1)
  await click('show', { ids: [] })
  expect(await act('cids_will_destroy', { cids: [1] })).toEqual({})
  expect(await act('cids_destroyed', { cids: [1] })).toEqual({ cids: [1] })
  expect(await click('inc', {}, 1)).toEqual({ error: { code: 'unknown_component' } })
  const answer = (await click('show', { ids: ['a'] })) as { diff: { c: object } }
  expect(answer.diff.c).toMatchObject({ 2: { 3: '0', s: expect.any(Array) } })
})

test('a component that comes back between the two steps lives on, and is told in full', async () => {
  const { browser, act, click } = await openCounters()
  await browser.join()
  await click('inc', {}, 1)
  await click('show', { ids: [] })
  await act('cids_will_destroy', { cids: [1] })
  const answer = (await click('show', { ids: ['a'] })) as { diff: { c: object } }
  expect(answer.diff.c).toMatchObject({ 1: { 3: '1', s: expect.any(Array) } })
  expect(await act('cids_destroyed', { cids: [1] })).toEqual({ cids: [] })
  expect(await click('inc', {}, 1)).toEqual({ diff: { c: { 1: { 3: '2' } } } })
})

test('a component that the browser has not heard of again is told in full without being asked to leave', async () => {
  const { browser, click } = await openCounters()
  await browser.join()
  await click('show', { ids: [] })
  expect(await click('inc', {}, 1)).toEqual({})
  const answer = (await click('show', { ids: ['a'] })) as { diff: { c: object } }
  expect(answer.diff.c).toMatchObject({ 1: { 3: '1', s: expect.any(Array) } })
})

test('a removal that names no numbers is refused', async () => {
  const { browser, act } = await openCounters()
  await browser.join()
  for (const cids of [undefined, 'all', ['1']]) {
    expect(await act('cids_will_destroy', { cids })).toEqual({ error: { code: 'malformed_frame' } })
  }
})

test('two components of one definition with one id crash the view with their name', async () => {
  const { browser, click, lines } = await openCounters()
  await browser.join()
  await click('show', { ids: ['a', 'a'] })
  expect(lines.at(-1)).toMatchObject({ code: 'duplicate_component' })
  expect(lines.at(-1)?.['err']).toMatchObject({ message: expect.stringContaining('"a"') })
})

test('what a component is given runs its update, the first time and whenever it is another value', async () => {
  const seen: string[] = []
  const echo = component({
    mount: (_: { word: string }) => ({ length: 0 }),
    update(live, { word }) {
      seen.push(word)
      live.assign({ length: word.length })
    },
    render: ({ word, length }) => html`<b>${word} ${length}</b>`,
  })
  const view = liveView({
    events: { say: Type.Object({ word: Type.String() }), other: Nothing },
    mount: () => ({ word: 'one', others: 0 }),
    handleEvent: {
      say: (live, { word }) => live.assign({ word }),
      other: (live) => live.assign({ others: live.assigns.others + 1 }),
    },
    render: ({ word, others }) => html`${others}${echo({ id: 'e', word })}`,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  seen.length = 0
  browser.sendEvent('other')
  browser.sendEvent('say', { word: 'three' })
  await browser.settled()
  expect(seen).toEqual(['three'])
  expect(browser.sent.at(-1)?.[2]).toEqual({ diff: { c: { 1: { 0: 'three', 1: '5' } } } })
})

test('updateMany is called once for all that are given something, and may wait', async () => {
  const asked: (readonly number[])[] = []
  const names = new Map([
    [1, 'Ana'],
    [2, 'Ben'],
  ])
  const person = component({
    mount: (_: { user: number }) => ({ name: '' }),
    async updateMany(given) {
      asked.push(given.map(({ input }) => input.user))
      await new Promise((resolve) => setImmediate(resolve))
      for (const { live, input } of given) live.assign({ name: names.get(input.user) ?? '?' })
    },
    render: ({ name }) => html`<li>${name}</li>`,
  })
  const people = [{ user: 1 }, { user: 2 }]
  const idOf = ({ user }: { user: number }) => user
  const view = liveView({
    mount: () => ({}),
    render: () => html`<ul>${each(people, idOf, ({ user }) => html`${person({ id: user, user })}`)}</ul>`,
  })
  const { connect } = serveOne(view)
  const browser = await connect()
  browser.sendJoin()
  await browser.settled()
  const [[, , answer]] = browser.sent as [[string, string, { rendered: object }]]
  expect(answer.rendered).toMatchObject({ c: { 1: { 0: 'Ana' }, 2: { 0: 'Ben' } } })
  // Once for the page, once for the socket.
  expect(asked).toEqual([
    [1, 2],
    [1, 2],
  ])
})

test('a component within a component is told beside it', async () => {
  const outer = component({
    events: { rename: Nothing },
    mount: () => ({ name: 'x' }),
    handleEvent: { rename: (live) => live.assign({ name: 'y' }) },
    render: ({ name }) => html`<div>${counter({ id: 'inner', label: name, start: 3 })}</div>`,
  })
  const view = liveView({ mount: () => ({}), render: () => html`${outer({ id: 'o' })}` })
  const browser = await serveOne(view).connect()
  await browser.join()
  const ref = browser.send('event', { type: 'click', event: 'rename', value: {}, cid: 1 })
  await browser.settled()
  expect(browser.sent).toEqual([['phx_reply', ref, { diff: { c: { 2: { 2: 'y' } } } }]])
})

test('streams of components have references and dom ids of their own', async () => {
  const log = component({
    events: { add: Type.Object({ line: Type.Integer() }) },
    mount: () => ({ lines: stream([{ id: 0 }]) }),
    handleEvent: { add: (live, { line }) => live.assigns.lines.insert({ id: line }) },
    render: ({ lines, id }) =>
      html`<ul id="${id}" phx-update="stream">${each(lines, ({ id: n }, domId) => html`<li id="${domId}">${n}</li>`)}</ul>`,
  })
  const view = liveView({ mount: () => ({}), render: () => html`${log({ id: 'a' })}${log({ id: 'b' })}` })
  const browser = await serveOne(view).connect()
  browser.sendJoin()
  await browser.settled()
  const [[, , answer]] = browser.sent as [
    [string, string, { rendered: { c: Record<number, { 1: { stream: unknown[] } }> } }],
  ]
  expect(answer.rendered.c[1]![1].stream).toEqual(['c1-0', [['a-lines-0', -1, null, null]], []])
  expect(answer.rendered.c[2]![1].stream[0]).toBe('c2-0')
  browser.transport.frames.length = 0
  browser.send('event', { type: 'click', event: 'add', value: { line: 7 }, cid: 2 })
  await browser.settled()
  expect(browser.sent[0]?.[2]).toMatchObject({
    diff: { c: { 2: { 1: { stream: ['c2-0', [['b-lines-7', -1, null, null]], []] } } } },
  })
})

test('a component in the row of a stream is shown until the browser says that it has gone', async () => {
  const view = liveView({
    events: { tick: Nothing },
    mount: () => ({ rows: stream([{ id: 1 }]), ticks: 0 }),
    handleEvent: { tick: (live) => live.assign({ ticks: live.assigns.ticks + 1 }) },
    render: ({ ticks, rows }) =>
      html`${ticks}${each(rows, ({ id }, domId) => html`<li id="${domId}">${counter({ id, label: 'n', start: 0 })}</li>`)}`,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  browser.sendEvent('tick')
  const ref = browser.send('event', { type: 'click', event: 'inc', value: {}, cid: 1 })
  await browser.settled()
  expect(browser.sent.at(-1)).toEqual(['phx_reply', ref, { diff: { c: { 1: { 3: '1' } } } }])
})

test('tasks, timers and subscriptions of a component are its own, and end with it', async () => {
  const said = topic<string>('said')
  const pubsub = localPubSub()
  const { opened, open } = latch()
  const heard: string[] = []
  let ended = false
  const listener = component({
    events: { listen: Nothing },
    mount: () => ({ word: '', report: loading<string>() }),
    handleEvent: {
      listen(live) {
        live.subscribe(said, (word) => {
          heard.push(word)
          live.assign({ word })
        })
        live.assignAsync('report', async () => {
          await opened
          return 'loaded'
        })
        live.onEnd(() => {
          ended = true
        })
      },
    },
    render: ({ word, report }) => html`<p>${word} ${report.value}</p>`,
  })
  const view = liveView({
    events: { hide: Nothing },
    mount: () => ({ isShown: true }),
    handleEvent: { hide: (live) => live.assign({ isShown: false }) },
    render: ({ isShown }) => html`${isShown && listener({ id: 'l' })}`,
  })
  const browser = await serveOne(view, { pubsub }).connect()
  await browser.join()
  browser.send('event', { type: 'click', event: 'listen', value: {}, cid: 1 })
  await browser.settled()
  pubsub.publish(said, 'hello')
  await browser.settled()
  expect(browser.sent.at(-1)?.[2]).toEqual({ c: { 1: { 0: 'hello' } } })
  open()
  await expect.poll(() => browser.sent.at(-1)?.[2]).toEqual({ c: { 1: { 1: 'loaded' } } })
  browser.sendEvent('hide')
  browser.send('cids_will_destroy', { cids: [1] })
  browser.send('cids_destroyed', { cids: [1] })
  await browser.settled()
  pubsub.publish(said, 'nobody')
  await browser.settled()
  expect(heard).toEqual(['hello'])
  expect(ended).toBe(true)
})

test('a component is connected once, before its first update, and not for a page that answers a request', async () => {
  const seen: string[] = []
  const { opened, open } = latch()
  const talking = component({
    mount: (_: { word: string }) => ({ report: loading<string>() }),
    connect(live) {
      seen.push('connect')
      live.assignAsync('report', async () => {
        await opened
        return 'loaded'
      })
    },
    update: (_, { word }) => void seen.push(`update ${word}`),
    render: ({ word, report }) => html`<p>${word} ${report.value}</p>`,
  })
  const view = liveView({
    events: { say: Nothing },
    mount: () => ({ word: 'a' }),
    handleEvent: { say: (live) => live.assign({ word: 'b' }) },
    render: ({ word }) => html`${talking({ id: 't', word })}`,
  })
  const browser = await serveOne(view).connect()
  expect(seen.splice(0)).toEqual(['update a'])
  await browser.join()
  browser.sendEvent('say')
  await browser.settled()
  expect(seen).toEqual(['connect', 'update a', 'update b'])
  open()
  await expect.poll(() => browser.sent.at(-1)?.[2]).toEqual({ c: { 1: { 1: 'loaded' } } })
})

test('a binding of a component names it, also in a chain of commands', async () => {
  let chain = ''
  const chained = component({
    events: { save: Nothing },
    mount: () => ({}),
    handleEvent: { save: () => {} },
    render(_, on) {
      chain = JSON.stringify(js.push(on.save).hide('#x').commands)
      return html`<i></i>`
    },
  })
  const view = liveView({ mount: () => ({}), render: () => html`${chained({ id: 1 })}` })
  await serveOne(view).connect()
  expect(chain).toBe('[["push",{"event":"save","target":1}],["hide",{"to":"#x"}]]')
})

test('a component that renders more than one element says so', async () => {
  const two = component({ mount: () => ({}), render: () => html`<i></i><b></b>` })
  const view = liveView({ mount: () => ({}), render: () => html`${two({ id: 'two' })}` })
  await expect(serveOne(view).connect()).rejects.toThrow('renders something else than one element')
})

test('components that give each other something new for ever crash the view, and not the process', async () => {
  type Greedy = LiveComponent<{ other: string; at: object }>
  const greedy: Greedy = component({
    mount: (_: { other: string; at: object }) => ({}),
    update: (live, { other, id }) => live.sendUpdate(greedy, { id: other, other: String(id), at: {} }),
    render: ({ id }) => html`<i>${id}</i>`,
  })
  const view = liveView({
    mount: () => ({}),
    render: () => html`${greedy({ id: 'a', other: 'b', at: {} })}${greedy({ id: 'b', other: 'a', at: {} })}`,
  })
  await expect(serveOne(view).connect()).rejects.toThrow('are given something new for ever')
})

// https://github.com/phoenixframework/phoenix_live_view/issues/4350
test('a component in a part that is kept as it was comes back with the component around it', async () => {
  const branch = component({
    events: { tick: Nothing },
    mount: (_: object) => ({ ticks: 0 }),
    handleEvent: { tick: (live) => live.assign({ ticks: live.assigns.ticks + 1 }) },
    render: ({ ticks }) =>
      html`<div>${ticks} ${memo([], () => html`${counter({ id: 'leaf', label: 'leaf', start: 0 })}`)}</div>`,
  })
  const view = liveView({
    events: { turn: Nothing },
    mount: () => ({ isShown: true }),
    handleEvent: { turn: (live) => live.assign({ isShown: !live.assigns.isShown }) },
    render: ({ isShown }) => html`<p>${isShown && branch({ id: 'branch' })}</p>`,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  const act = async (event: string, payload: object) => {
    const ref = browser.send(event, payload)
    await browser.settled()
    return browser.sent.find(([, answered]) => answered === ref)?.[2]
  }
  const click = (event: string, cid?: number) =>
    act('event', { type: 'click', event, value: {}, ...(cid !== undefined && { cid }) })
  await click('inc', 2)
  await click('tick', 1)
  await click('turn')
  await act('cids_will_destroy', { cids: [1, 2] })
  await click('turn')
  expect(await act('cids_destroyed', { cids: [1, 2] })).toMatchObject({ cids: [] })
  expect(await click('inc', 2)).toEqual({ diff: { c: { 2: { 3: '2' } } } })
})
