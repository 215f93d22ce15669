import { component, each, html, type Layout, liveRender, liveView, paths, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openPath, openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { logLines } from '../../support/log-lines.ts'
import { sentBeside } from './sent.ts'

const path = paths('/', '/other')
const Nothing = Type.Object({})
const rung = topic<string>('rung')

/** Counts for itself, and shows a view of its own. */
const clock = liveView({
  session: Type.Object({ zone: Type.String() }),
  events: {
    tick: Nothing,
    crash: Nothing,
    go: Nothing,
    patch: Nothing,
    say: Type.Object({ text: Type.String() }),
  },
  topics: { rung },
  mount: ({ session }) => ({ zone: session.zone, ticks: 0, text: '' }),
  connect: (live) => live.push('started', { zone: live.assigns.zone }),
  handleEvent: {
    tick: (live) => live.assign({ ticks: live.assigns.ticks + 1 }),
    crash: () => {
      throw new Error('planted')
    },
    go: (live) => live.navigate(path('/other')),
    patch: (live) => live.patch(path('/', { page: 2 })),
    say: (live, { text }) => live.assign({ text }),
  },
  handleInfo: {
    rung(live, word) {
      if (word === 'crash') throw new Error('planted')
      live.assign({ text: word })
    },
  },
  render: ({ zone, ticks, text }, on) => html`
    <p class="time">${zone} ${ticks}</p><p class="text">${text}</p>
    <button class="tick" phx-click="${on.tick}">tick</button>
    <button class="crash" phx-click="${on.crash}">crash</button>
    <button class="go" phx-click="${on.go}">go</button>
    <button class="patch" phx-click="${on.patch}">patch</button>
    <form id="${zone}-form" phx-change="${on.say}"><input name="text"></form>`,
})

const home = liveView({
  params: Type.Object({ page: Type.Optional(Type.Integer()) }),
  events: { show: Type.Object({ zones: Type.Array(Type.String()) }), fail: Nothing },
  mount: () => ({ zones: ['utc'] as readonly string[], page: 1 }),
  handleParams: (live, { page = 1 }) => live.assign({ page }),
  handleEvent: {
    show: (live, { zones }) => live.assign({ zones }),
    fail: () => {
      throw new Error('planted')
    },
  },
  render: ({ zones, page }) => html`
    <h1>Page ${page}</h1>
    ${zones.map((zone) => html`<section>${liveRender(clock, { id: zone, session: { zone } })}</section>`)}`,
})

test('a nested view is read and used like the page around it', async () => {
  const view = await openView(home)
  expect(view.deadHtml).toContain('utc 0')
  await view.click('#utc .tick')
  await view.type('#utc input', 'noon')
  expect([view.text('#utc .time'), view.text('#utc .text'), view.text('h1')]).toEqual([
    'utc 1',
    'noon',
    'Page 1',
  ])
  expect(view.pushed('started')).toEqual([{ zone: 'utc' }])
})

test('a nested view joins with the token of the page, on the same connection', async () => {
  const sent = sentBeside()
  const view = await openView(home)
  const fixed = /data-phx-static="([^"]+)" data-phx-parent-id/.exec(view.deadHtml)?.[1]
  expect(fixed).toEqual(expect.any(String))
  expect(sent).toEqual([
    [expect.stringMatching(/^lv:phx-/), 'phx_join', expect.objectContaining({ url: 'http://test.local/' })],
    [
      'lv:utc',
      'phx_join',
      {
        session: view.attribute('#utc', 'data-phx-session'),
        static: fixed,
        sticky: false,
        params: { _mounts: 0 },
      },
    ],
  ])
})

test('nested views come and go with their elements', async () => {
  const view = await openView(home)
  await view.pushEvent('show', { zones: ['utc', 'cet'] })
  await view.click('#cet .tick')
  const sent = sentBeside()
  await view.pushEvent('show', { zones: ['cet'] })
  await view.settled()
  expect(view.texts('.time')).toEqual(['cet 1'])
  expect(sent).toEqual([['lv:utc', 'phx_leave', {}]])
})

test('what reaches a nested view of its own accord is shown', async () => {
  const pubsub = localPubSub()
  const view = await openView(home, { pubsub })
  await pubsub.publish(rung, 'bells')
  await view.settled()
  expect(view.text('#utc .text')).toBe('bells')
})

test('a nested view that fails comes back, and the page around it stays', async () => {
  const { log, lines } = logLines()
  const view = await openView(home, { log })
  await view.patch('/?page=3')
  await view.click('#utc .tick')
  await expect(view.click('#utc .crash')).rejects.toThrow('The view has failed.')
  await view.settled()
  expect([view.text('#utc .time'), view.text('h1')]).toEqual(['utc 0', 'Page 3'])
  expect(lines.map(({ code }) => code)).toEqual(['turn_failed'])
})

test('a nested view that fails over a message comes back each time', async () => {
  const pubsub = localPubSub()
  const view = await openView(home, { pubsub })
  for (let i = 0; i < 5; i++) {
    await pubsub.publish(rung, 'crash')
    await view.settled()
  }
  await pubsub.publish(rung, 'bells')
  await view.settled()
  expect(view.text('#utc .text')).toBe('bells')
})

test('a nested view that cannot start is an error of the test, after a few attempts', async () => {
  const { log, lines } = logLines()
  const broken = liveView({
    mount: () => ({}),
    connect: () => {
      throw new Error('planted')
    },
    render: () => html``,
  })
  const around = liveView({ mount: () => ({}), render: () => html`${liveRender(broken, { id: 'broken' })}` })
  await expect(openView(around, { log })).rejects.toThrow('The nested view "broken" fails again and again.')
  expect(lines.length).toBe(4)
})

test('nested views end with the view around them, and start with it again', async () => {
  const { log } = logLines()
  const view = await openView(home, { log })
  await view.click('#utc .tick')
  await expect(view.pushEvent('fail')).rejects.toThrow('The view has failed.')
  await expect(view.click('#utc .tick')).rejects.toThrow('The nested view "utc" is not connected.')
  await view.connect()
  await view.click('#utc .tick')
  expect(view.text('#utc .time')).toBe('utc 1')
})

test('what was typed into a nested view is sent to it again when the page joins anew', async () => {
  const view = await openView(home)
  await view.type('#utc input', 'kept')
  view.disconnect()
  await view.connect()
  expect(view.text('#utc .text')).toBe('kept')
})

test('a nested view takes the page to another URL, or away', async () => {
  const view = await openPath('/', { routes: path.routes({ '/': home, '/other': other }) })
  await view.click('#utc .patch')
  await view.settled()
  expect([view.path, view.text('h1')]).toEqual(['/?page=2', 'Page 2'])
  await view.click('#utc .go')
  expect(view.left).toEqual({ to: '/other', kind: 'navigate' })
  expect((await view.follow()).text('h1')).toBe('Other')
})

test('a nested view shows nested views of its own', async () => {
  const middle = liveView({
    events: { hide: Nothing },
    mount: () => ({ isShown: true }),
    handleEvent: { hide: (live) => live.assign({ isShown: false }) },
    render: ({ isShown }, on) => html`<button id="hide" phx-click="${on.hide}">hide</button>
      ${isShown && liveRender(clock, { id: 'deep', session: { zone: 'deep' } })}`,
  })
  const view = await openView(
    liveView({ mount: () => ({}), render: () => html`<main>${liveRender(middle, { id: 'middle' })}</main>` }),
  )
  await view.click('main #middle #deep .tick')
  expect(view.text('#deep .time')).toBe('deep 1')
  const sent = sentBeside()
  await view.click('#hide')
  await view.settled()
  expect(sent.map(([topic, event]) => [topic, event])).toEqual([['lv:deep', 'phx_leave']])
  expect(view.has('#deep')).toBe(false)
})

test('a component around a nested view hears its own events alone', async () => {
  const frame = component({
    events: { tick: Nothing },
    mount: () => ({ ticks: 0 }),
    handleEvent: { tick: (live) => live.assign({ ticks: live.assigns.ticks + 1 }) },
    render: ({ ticks }, on) => html`<div><button id="frame" phx-click="${on.tick}">${ticks}</button>
      ${liveRender(clock, { id: 'framed', session: { zone: 'utc' } })}</div>`,
  })
  const view = await openView(liveView({ mount: () => ({}), render: () => html`${frame({ id: 'f' })}` }))
  await view.hook('#framed .time', 'tick')
  await view.click('#frame')
  await view.click('#frame')
  expect([view.text('#framed .time'), view.text('#frame')]).toEqual(['utc 1', '2'])
})

test('a nested view in the row of a stream stays while other rows come', async () => {
  const rows = liveView({
    events: { add: Nothing },
    mount: () => ({ zones: stream([{ id: 'utc' }]) }),
    handleEvent: { add: (live) => live.assigns.zones.insert({ id: 'cet' }) },
    render: ({ zones }) => html`<ul id="zones" phx-update="stream">
      ${each(zones, ({ id }, domId) => html`<li id="${domId}">${liveRender(clock, { id, session: { zone: id } })}</li>`)}
    </ul>`,
  })
  const view = await openView(rows)
  await view.click('#utc .tick')
  await view.pushEvent('add')
  await view.click('#utc .tick')
  expect(view.texts('.time')).toEqual(['utc 2', 'cet 0'])
})

const other = liveView({ mount: () => ({}), render: () => html`<h1>Other</h1>` })

const playing: Layout = ({ content }) =>
  html`${liveRender(clock, { id: 'player', session: { zone: 'utc' }, sticky: true })}${content}`

test('a sticky view goes on while the browser goes from page to page', async () => {
  const routes = path.routes({ '/': lobby, '/other': other })
  const view = await openPath('/', { routes, layout: playing })
  await view.click('#player .tick')
  await view.click('#to-other')
  const sent = sentBeside()
  const next = await view.follow()
  expect([next.text('h1'), next.text('#player .time')]).toEqual(['Other', 'utc 1'])
  expect(sent.map(([, event]) => event)).toEqual(['phx_join'])
  await next.click('#player .tick')
  expect(next.text('#player .time')).toBe('utc 2')
})

const lobby = liveView({
  mount: () => ({}),
  render: () => html`<h1>Lobby</h1>
    ${liveRender(clock, { id: 'own', session: { zone: 'cet' } })}
    <a id="to-other" href="${path('/other')}" data-phx-link="redirect" data-phx-link-state="push">other</a>`,
})

test('a sticky view is left where the next page does not show it', async () => {
  const layout: Layout = (page) => (isPlaying ? playing(page) : page.content)
  let isPlaying = true
  const routes = path.routes({ '/': lobby, '/other': other })
  const view = await openPath('/', { routes, layout })
  const sent = sentBeside()
  await view.click('#to-other')
  isPlaying = false
  const next = await view.follow()
  await next.settled()
  expect(sent.map(([topic, event]) => [topic.replace(/phx-.*/, 'page'), event])).toEqual([
    ['lv:own', 'phx_leave'],
    ['lv:page', 'phx_leave'],
    ['lv:page', 'phx_join'],
    ['lv:player', 'phx_leave'],
  ])
  expect(next.has('#player')).toBe(false)
})

test('a sticky view begins anew when the connection was lost', async () => {
  const view = await openPath('/', {
    routes: path.routes({ '/': lobby, '/other': other }),
    layout: playing,
  })
  await view.click('#player .tick')
  view.disconnect()
  await view.connect()
  expect(view.text('#player .time')).toBe('utc 0')
})
