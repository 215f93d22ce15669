import { html, liveView, paths, Type } from 'oriel'
import { topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { serveOne } from '../server/line.ts'
import { CountingPubSub } from './counting-pubsub.ts'

const Nothing = Type.Object({})
const path = paths('/')
const said = topic<string>('said')

const plain = liveView({
  events: { save: Nothing, drop: Nothing },
  mount: () => ({}),
  handleEvent: { save: () => {}, drop: () => {} },
  render: () => html``,
})

test('a live handle throws after its view has ended, so that late work has no effect', async () => {
  const late: Promise<unknown>[] = []
  const view = liveView({
    events: { begin: Nothing },
    mount: () => ({ count: 0 }),
    handleEvent: {
      begin(live) {
        const uses: (() => unknown)[] = [
          () => live.assign({ count: 1 }),
          () => live.flash('info', 'x'),
          () => live.clearFlash(),
          () => live.push('x'),
          () => live.navigate(path('/')),
          () => live.patch(path('/')),
          () => live.redirect('/'),
          () => live.subscribe(said, () => {}),
          () => live.after(1, () => {}),
          () => live.every(1, () => {}),
        ]
        const work = async (use: () => unknown) => {
          await new Promise((resolve) => live.signal.addEventListener('abort', resolve))
          use()
        }
        late.push(...uses.map(work))
        live.navigate(path('/'))
      },
    },
    render: () => html``,
  })
  const opened = await openView(view)
  await opened.pushEvent('begin')
  const outcomes = await Promise.allSettled(late)
  expect(outcomes).toHaveLength(10)
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'live_ended' } })
})

test('a view that patches without end is stopped', async () => {
  const endless = liveView({
    params: Type.Object({ n: Type.Optional(Type.Integer()) }),
    events: { start: Nothing },
    mount: () => ({ runs: false }),
    handleParams: (live, { n = 0 }) => {
      if (live.assigns.runs) live.patch(path('/', { n: n + 1 }))
    },
    handleEvent: {
      start(live) {
        live.assign({ runs: true })
        live.patch(path('/', { n: 1 }))
      },
    },
    render: () => html``,
  })
  const { connect, lines } = serveOne(endless, { limits: { patches: 3 } })
  const browser = await connect()
  await browser.join()
  browser.sendEvent('start')
  await browser.settled()
  expect(browser.sent.map(([event]) => event)).toEqual([
    'live_patch',
    'live_patch',
    'live_patch',
    'live_patch',
    'phx_error',
  ])
  expect(lines).toMatchObject([
    { code: 'bad_route', err: { message: '/ patched more than 3 times in a row. Stop it in handleParams.' } },
  ])
})

test('a view that patches without end while it mounts fails', async () => {
  const endless = liveView({
    mount: () => ({}),
    handleParams: (live) => live.patch(path('/')),
    render: () => html``,
  })
  await expect(openView(endless)).rejects.toThrow('patched more than 20 times in a row')
})

test('an event that is unknown or does not fit is logged once, as a warning', async () => {
  const { connect, lines } = serveOne(plain)
  const browser = await connect()
  await browser.join()
  browser.sendEvent('steal')
  expect(lines).toMatchObject([
    {
      level: 'warn',
      code: 'unknown_event',
      message: 'The event "steal" is not declared. Declared events: save, drop.',
    },
  ])
})

test('an event without a handler is an error of the definition', () => {
  expect(() =>
    liveView({
      events: { save: Nothing, drop: Nothing },
      mount: () => ({}),
      // @ts-expect-error drop is missing
      handleEvent: { save: () => {} },
      render: () => html``,
    }),
  ).toThrow('The event "drop" has no handler. Add handleEvent.drop.')
})

test('a topic without a handler is an error, and leaves no subscription behind', async () => {
  const pubsub = new CountingPubSub()
  const view = liveView({
    topics: { said, heard: topic<string>('heard') },
    mount: () => ({}),
    // @ts-expect-error heard is missing
    handleInfo: { said: () => {} },
    render: () => html``,
  })
  await expect(openView(view, { pubsub })).rejects.toThrow(
    'The topic "heard" has no handler. Add handleInfo.heard.',
  )
  expect(pubsub.listeners).toBe(0)
})
