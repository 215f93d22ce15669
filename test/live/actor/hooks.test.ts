import { component, halt, html, type Live, liveSession, liveView, loading, paths, reply, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { serveOne } from '../server/line.ts'
import { latch } from './latch.ts'

const path = paths('/')
const said = topic<string>('said')
const Nothing = Type.Object({})

interface Assigns {
  seen: string
}

const note = (live: Live<Assigns>, word: string) =>
  live.assign({ seen: `${live.assigns.seen} ${word}`.trim() })

/** A view that notes what its handlers see; `attach` runs when it connects. */
const notingView = (attach: (live: Live<Assigns>) => void) =>
  liveView({
    params: Type.Object({ page: Type.Optional(Type.String()) }),
    events: {
      say: Type.Object({ word: Type.String() }),
      go: Type.Object({ page: Type.String() }),
      load: Nothing,
    },
    topics: { said },
    mount: (): Assigns => ({ seen: '' }),
    connect: attach,
    handleParams(live, { page }) {
      if (page) note(live, `params:${page}`)
    },
    handleEvent: {
      say(live, { word }) {
        note(live, `event:${word}`)
        return reply({ by: 'handler' })
      },
      go: (live, { page }) => live.patch(path('/', { page })),
      load: (live) =>
        live.startAsync(
          'task',
          async () => 'done',
          () => note(live, 'async'),
        ),
    },
    handleInfo: { said: (live, word) => note(live, `info:${word}`) },
    render: ({ seen }) => html`<p>${seen}</p>`,
  })

test('hooks run before the handler, in the order in which they were attached', async () => {
  const view = await openView(
    notingView((live) => {
      live.attachHook('event', ({ event, payload }) => note(live, `first:${event}:${payload['word']}`))
      live.attachHook('event', async () => note(live, 'second'))
      live.attachHook('event', () => note(live, 'third'))
    }),
  )
  expect(await view.pushEvent('say', { word: 'hi' })).toEqual({ by: 'handler' })
  expect(view.text('p')).toBe('first:say:hi second third event:hi')
})

test('a hook that halts keeps the later hooks and the handler from running, also after a wait', async () => {
  for (const stop of [() => halt(), async () => halt()]) {
    const view = await openView(
      notingView((live) => {
        live.attachHook('event', stop)
        live.attachHook('event', () => note(live, 'later'))
      }),
    )
    expect(await view.pushEvent('say', { word: 'hi' })).toBeUndefined()
    expect(view.text('p')).toBe('')
  }
})

test('a hook that halts an event may answer in place of the handler', async () => {
  const view = await openView(notingView((live) => live.attachHook('event', () => halt({ by: 'hook' }))))
  expect(await view.pushEvent('say', { word: 'hi' })).toEqual({ by: 'hook' })
})

test('a payload that does not fit, and an event that is not declared, reach no hook', async () => {
  const view = await openView(notingView((live) => live.attachHook('event', () => note(live, 'hook'))))
  expect(await view.pushEvent('unknown')).toEqual({ error: { code: 'unknown_event' } })
  expect(await view.pushEvent('say', { word: 7 })).toEqual({ error: { code: 'invalid_payload' } })
  expect(view.text('p')).toBe('')
})

test('the undo detaches a hook, also while the hooks before it run', async () => {
  const undos: (() => void)[] = []
  const view = await openView(
    notingView((live) => {
      live.attachHook('event', () => undos[1]?.())
      for (const name of ['one', 'two']) undos.push(live.attachHook('event', () => note(live, name)))
    }),
  )
  await view.pushEvent('say', { word: 'hi' })
  undos[0]?.()
  await view.pushEvent('say', { word: 'ho' })
  expect(view.text('p')).toBe('one event:hi event:ho')
})

test('a hook that is attached while hooks run is called from the next time on', async () => {
  const view = await openView(
    notingView((live) => {
      const undo = live.attachHook('event', () => {
        undo()
        live.attachHook('event', () => note(live, 'new'))
      })
    }),
  )
  await view.pushEvent('say', { word: 'a' })
  await view.pushEvent('say', { word: 'b' })
  expect(view.text('p')).toBe('event:a new event:b')
})

test('a hook sees parameters and URL before handleParams; a halted view stands at the URL all the same', async () => {
  const seen: string[] = []
  const view = await openView(
    notingView((live) =>
      live.attachHook('params', ({ params, url }) => {
        seen.push(`${params['page']} ${url.search}`)
        return params['page'] === 'closed' ? halt() : undefined
      }),
    ),
  )
  for (const page of ['open', 'closed']) await view.pushEvent('go', { page })
  expect(seen).toEqual(['open ?page=open', 'closed ?page=closed'])
  expect(view.text('p')).toBe('params:open')
})

test('a hook sees the messages of declared topics by their key', async () => {
  const pubsub = localPubSub()
  const view = await openView(
    notingView((live) =>
      live.attachHook('info', ({ topic: key, message }) => (message === 'secret' ? halt() : note(live, key))),
    ),
    { pubsub },
  )
  for (const word of ['secret', 'hello']) await pubsub.publish(said, word)
  await view.settled()
  expect(view.text('p')).toBe('said info:hello')
})

test('a hook sees the outcome of a task before its handler', async () => {
  const view = await openView(
    notingView((live) =>
      live.attachHook('async', ({ name, outcome }) => {
        note(live, `${name}:${outcome.ok && outcome.value}`)
        return halt()
      }),
    ),
  )
  await view.pushEvent('load')
  await view.tasksDone()
  expect(view.text('p')).toBe('task:done')
})

test('a hook after a render pushes with that render, and causes another one by what it assigns', async () => {
  const { connect } = serveOne(
    notingView((live) =>
      live.attachHook('render', () => {
        live.push('rendered')
        if (live.assigns.seen === 'event:hi') note(live, 'again')
      }),
    ),
  )
  const browser = await connect()
  await browser.join()
  const ref = browser.sendEvent('say', { word: 'hi' })
  await browser.settled()
  const e = [['rendered', {}]]
  expect(browser.sent).toEqual([
    ['phx_reply', ref, { diff: { 0: 'event:hi', e, r: { by: 'handler' } } }],
    ['diff', null, { 0: 'event:hi again', e }],
  ])
})

test('a hook that throws ends its view, as a handler does', async () => {
  const { connect, lines } = serveOne(
    notingView((live) =>
      live.attachHook('event', () => {
        throw new Error('planted')
      }),
    ),
  )
  const browser = await connect()
  await browser.join()
  browser.sendEvent('say', { word: 'hi' })
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([{ code: 'turn_failed', turn: 'handleEvent.say', err: { message: 'planted' } }])
})

test('neither later hooks nor the handler run for a view that ended while a hook waited', async () => {
  const { opened, open } = latch()
  const seen: string[] = []
  const view = liveView({
    events: { go: Nothing },
    mount: () => ({}),
    connect(live) {
      live.attachHook('event', () => opened)
      live.attachHook('event', () => void seen.push('later'))
    },
    handleEvent: { go: () => void seen.push('handler') },
    render: () => html``,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  browser.sendEvent('go')
  await new Promise((resolve) => setImmediate(resolve))
  browser.connection.closed()
  open()
  await new Promise((resolve) => setImmediate(resolve))
  expect(seen).toEqual([])
})

/** A component that notes the events that it has seen; its hook halts those that say so. */
const noting = component({
  events: { say: Type.Object({ word: Type.String() }), load: Nothing },
  mount: () => ({ seen: '', report: loading<number>() }),
  update(live) {
    live.attachHook('event', ({ payload }) => {
      live.assign({ seen: `${live.assigns.seen}(${payload['word'] ?? ''})` })
      return payload['word'] === 'stop' ? halt() : undefined
    })
    live.attachHook('async', ({ name }) => live.assign({ seen: `${live.assigns.seen}[${name}]` }))
    live.attachHook('render', () => live.push('rendered'))
  },
  handleEvent: {
    say: (live, { word }) => live.assign({ seen: live.assigns.seen + word }),
    load: (live) => live.assignAsync('report', async () => 1),
  },
  render: ({ seen }) => html`<b>${seen}</b>`,
})

/** A view with such a component, whose own hooks note in `outer`. */
async function openNoting() {
  const outer: string[] = []
  const view = liveView({
    events: { say: Type.Object({ word: Type.String() }) },
    mount: () => ({}),
    connect(live) {
      live.attachHook('event', ({ payload }) => void outer.push(`event ${payload['word']}`))
      live.attachHook('async', ({ name }) => void outer.push(`async ${name}`))
    },
    handleEvent: { say: () => {} },
    render: () => html`<div>${noting({ id: 'n' })}</div>`,
  })
  const browser = await serveOne(view).connect()
  await browser.join()
  const send = async (event: string, value: object, cid?: number) => {
    browser.transport.frames.length = 0
    browser.send('event', { type: 'click', event, value, ...(cid && { cid }) })
    do await browser.settled()
    while (!browser.connection.isIdle(true))
    return browser.sent.map(([, , payload]) => payload)
  }
  return { outer, send }
}

test('a component has hooks of its own, for its own events, tasks and renders', async () => {
  const { outer, send } = await openNoting()
  const e = [['rendered', {}]]
  expect(await send('say', { word: 'a' }, 1)).toEqual([{ diff: { c: { 1: { 0: '(a)a' } }, e } }])
  expect(await send('say', { word: 'stop' }, 1)).toEqual([{ diff: { c: { 1: { 0: '(a)a(stop)' } }, e } }])
  expect((await send('load', {}, 1)).at(-1)).toEqual({ c: { 1: { 0: '(a)a(stop)()[report]' } }, e })
  expect(outer).toEqual([])
  await send('say', { word: 'b' })
  expect(outer).toEqual(['event b'])
})

test('a live session attaches hooks to its views before they handle their first parameters', async () => {
  const seen: string[] = []
  const counted = liveSession({
    name: 'counted',
    mounted: (live) => void live.attachHook('params', ({ url }) => void seen.push(url.search)),
  })
  const plain = liveView({ mount: () => ({}), render: () => html`<p>plain</p>` })
  const view = await openView(counted(plain), { params: { a: '1' } })
  expect(view.text('p')).toBe('plain')
  expect(seen).toEqual(['?a=1'])
})

test('what a live session does with a mounted view may lead elsewhere', async () => {
  const away = liveSession({ name: 'away', mounted: (live) => live.redirect('/closed') })
  const view = await openView(away(liveView({ mount: () => ({}), render: () => html`` })))
  expect(view.left).toEqual({ to: '/closed', kind: 'redirect' })
})
