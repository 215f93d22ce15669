import { each, html, type Layout, liveView, navigate, paths, redirect, stream, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { serveOne } from '../server/line.ts'

const Nothing = Type.Object({})
const path = paths('/')
const told = topic<string>('told')

const layout: Layout = ({ flash, content }) =>
  html`<b id="info">${flash.info}</b><b id="error">${flash.error}</b>${content}`

const traveller = liveView({
  params: Type.Object({ tab: Type.Optional(Type.String()) }),
  events: {
    flash: Nothing,
    clear: Nothing,
    clearInfo: Nothing,
    go: Nothing,
    replace: Nothing,
    load: Nothing,
    tab: Nothing,
  },
  topics: { told },
  mount: () => ({ tab: 'first', url: '' }),
  handleParams: (live, { tab = 'first' }, url) => live.assign({ tab, url: url.search }),
  handleEvent: {
    flash(live) {
      live.flash('info', 'Good.')
      live.flash('error', 'Bad.')
    },
    clear: (live) => live.clearFlash(),
    clearInfo: (live) => live.clearFlash('info'),
    go: (live) => live.navigate(path('/', { tab: 'x' })),
    replace: (live) => live.navigate(path('/'), { replace: true }),
    load: (live) => live.redirect('https://example.com/'),
    tab: (live) => live.patch(path('/', { tab: 'second' }), { replace: true }),
  },
  handleInfo: {
    told(live, word) {
      if (word === 'go') live.navigate(path('/'))
      else if (word === 'load') live.redirect('/')
      else if (word === 'tab') live.patch(path('/', { tab: 'third' }))
      else live.push('said', { word })
    },
  },
  title: ({ tab }) => `The ${tab} tab`,
  render: ({ tab, url }) => html`<i id="tab">${tab}</i><i id="url">${url}</i>`,
})

test('a flash is shown until it is taken away, each kind for itself', async () => {
  const view = await openView(traveller, { layout })
  await view.pushEvent('flash')
  expect([view.text('#info'), view.text('#error')]).toEqual(['Good.', 'Bad.'])
  await view.pushEvent('clearInfo')
  expect([view.text('#info'), view.text('#error')]).toEqual(['', 'Bad.'])
  await view.pushEvent('clear')
  expect([view.text('#info'), view.text('#error')]).toEqual(['', ''])
})

test('a view begins with the flash that the page before has left', async () => {
  const view = await openView(traveller, { layout, flash: { error: 'Sorry.' } })
  expect(view.text('#error')).toBe('Sorry.')
  expect(view.deadHtml).toContain('<b id="error">Sorry.</b>')
})

test('a view that joins again does not flash again', async () => {
  const view = await openView(traveller, { layout, flash: { error: 'Sorry.' } })
  view.disconnect()
  await view.connect()
  expect(view.text('#error')).toBe('')
})

test('the title follows the assigns, and travels only when it changes', async () => {
  const { connect } = serveOne(traveller)
  const browser = await connect()
  await browser.join()
  browser.sendEvent('tab')
  browser.sendEvent('flash')
  await browser.settled()
  expect(
    browser.sent.map(([, , payload]) => JSON.stringify(payload).includes('"t":"The second tab"')),
  ).toEqual([false, true, false])
})

test('events that are pushed travel with the next diff, in order', async () => {
  const pubsub = localPubSub()
  const { connect } = serveOne(traveller, { pubsub })
  const browser = await connect()
  await browser.join()
  for (const word of ['a', 'b']) await pubsub.publish(told, word)
  await browser.settled()
  expect(browser.sent).toEqual([
    [
      'diff',
      null,
      {
        e: [
          ['said', { word: 'a' }],
          ['said', { word: 'b' }],
        ],
      },
    ],
  ])
})

test('events that are pushed while the view connects reach its browser with the join', async () => {
  const view = liveView({ mount: () => ({}), connect: (live) => live.push('hello'), render: () => html`x` })
  const opened = await openView(view)
  expect(opened.events).toEqual([['hello', {}]])
})

test('a patch runs handleParams with the new parameters and URL, and the view lives on', async () => {
  const view = await openView(traveller)
  await view.pushEvent('tab')
  expect([view.text('#tab'), view.text('#url'), view.left]).toEqual(['second', '?tab=second', undefined])
})

test('a patch outside of an event is told first, and what it shows follows', async () => {
  const pubsub = localPubSub()
  const browser = await serveOne(traveller, { pubsub }).connect()
  await browser.join()
  await pubsub.publish(told, 'tab')
  await browser.settled()
  expect(browser.sent).toEqual([
    ['live_patch', null, { to: '/?tab=third', kind: 'push' }],
    ['diff', null, { 0: 'third', 1: '?tab=third', t: 'The third tab' }],
  ])
})

test('a patch while the view connects is told after the join', async () => {
  const view = liveView({
    params: Type.Object({ tab: Type.Optional(Type.String()) }),
    mount: () => ({ tab: '' }),
    handleParams: (live, { tab = '' }) => live.assign({ tab }),
    connect: (live) => live.patch(path('/', { tab: 'x' })),
    render: ({ tab }) => html`${tab}`,
  })
  const browser = await serveOne(view).connect()
  browser.sendJoin()
  await browser.settled()
  expect(browser.sent.map(([event]) => event)).toEqual(['phx_reply', 'live_patch', 'diff'])
})

test('a stream that is put in the place of another one shows its own rows alone', async () => {
  const row = ({ id }: { id: number }, domId: string) => html`<li id="${domId}">${id}</li>`
  const view = liveView({
    events: { swap: Nothing, add: Nothing },
    mount: () => ({ rows: stream([{ id: 1 }, { id: 2 }]), other: stream([{ id: 9 }]) }),
    handleEvent: {
      swap: (live) => live.assign({ rows: stream([{ id: 3 }]) }),
      add: (live) => live.assigns.rows.insert({ id: 4 }),
    },
    render: ({ rows, other }) =>
      html`<ul id="rows" phx-update="stream">${each(rows, row)}</ul><ol id="others" phx-update="stream">${each(other, row)}</ol>`,
  })
  const opened = await openView(view)
  await opened.pushEvent('swap')
  await opened.pushEvent('add')
  expect([opened.texts('#rows li'), opened.texts('#others li')]).toEqual([['3', '4'], ['9']])
})

test('navigate and redirect lead away from an event', async () => {
  const leave = async (event: string) => {
    const view = await openView(traveller)
    await view.pushEvent(event)
    return view.left
  }
  expect(await leave('go')).toEqual({ to: '/?tab=x', kind: 'navigate' })
  expect(await leave('load')).toEqual({ to: 'https://example.com/', kind: 'redirect' })
})

test('a navigation may take the place of the page in the history', async () => {
  const browser = await serveOne(traveller).connect()
  await browser.join()
  const ref = browser.sendEvent('replace')
  await browser.settled()
  expect(browser.sent[0]).toEqual(['phx_reply', ref, { live_redirect: { to: '/', kind: 'replace' } }])
})

test('navigate and redirect outside of an event are pushed, and then the channel closes', async () => {
  const sentFor = async (word: string) => {
    const pubsub = localPubSub()
    const browser = await serveOne(traveller, { pubsub }).connect()
    await browser.join()
    await pubsub.publish(told, word)
    await browser.settled()
    return browser.sent
  }
  const closed = ['phx_close', '1', {}]
  expect(await sentFor('go')).toEqual([['live_redirect', null, { to: '/', kind: 'push' }], closed])
  expect(await sentFor('load')).toEqual([['redirect', null, { to: '/' }], closed])
})

test('a view may lead elsewhere while it connects', async () => {
  const view = liveView({
    mount: () => ({}),
    connect(live) {
      live.flash('error', 'Taken.')
      live.navigate(path('/'))
    },
    render: () => html``,
  })
  const browser = await serveOne(view).connect()
  browser.sendJoin()
  await browser.settled()
  const flash = expect.any(String)
  expect(browser.sent).toEqual([['phx_reply', '1', { live_redirect: { to: '/', kind: 'push', flash } }]])
})

test('a mount may lead elsewhere', async () => {
  const away = liveView({
    mount: () => navigate(path('/'), { flash: { info: 'Moved.' } }),
    render: () => html``,
  })
  const out = liveView({ mount: () => redirect('https://example.com/'), render: () => html`` })
  expect((await openView(away)).left).toMatchObject({ to: '/' })
  expect((await openView(out)).left).toMatchObject({ to: 'https://example.com/' })
})

test('a page whose URL is patched while it mounts leads to that URL, within the app', async () => {
  const view = liveView({
    params: Type.Object({ page: Type.Optional(Type.Integer()) }),
    mount: () => ({}),
    handleParams(live, { page }) {
      if (page === undefined) live.patch(path('/', { page: 1 }))
    },
    render: () => html`<p></p>`,
  })
  expect((await openView(view)).left).toEqual({ to: '/?page=1', kind: 'navigate' })
})
