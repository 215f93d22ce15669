import { html, liveView, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { logLines } from '../../support/log-lines.ts'
import { serveOne } from '../server/line.ts'

const Nothing = Type.Object({})
const shouted = topic<string>('shouted')

const fragile = liveView({
  events: { inc: Nothing, crash: Nothing, crashLater: Nothing, stall: Nothing },
  topics: { shouted },
  mount: () => ({ count: 0 }),
  handleEvent: {
    inc: (live) => live.assign({ count: live.assigns.count + 1 }),
    crash: () => {
      throw new Error('planted')
    },
    async crashLater() {
      await Promise.resolve()
      throw new Error('planted later')
    },
    stall: () => new Promise(() => {}),
  },
  handleInfo: {
    shouted: (live, word) => {
      if (word === 'crash') throw new Error('planted')
      live.assign({ count: live.assigns.count + 10 })
    },
  },
  render: ({ count }) => html`<p>${count}</p>`,
})

test('a handler that throws ends its view with phx_error, and is logged once with all that names it', async () => {
  const { connect, lines } = serveOne(fragile)
  const browser = await connect()
  await browser.join()
  const ref = browser.sendEvent('crash')
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toEqual([
    {
      level: 'error',
      code: 'turn_failed',
      view: '/',
      turn: 'handleEvent.crash',
      ref,
      err: expect.objectContaining({ message: 'planted' }),
      message: 'handleEvent.crash of / failed',
    },
  ])
})

test('a handler that fails later is told in the same way', async () => {
  const { connect, lines } = serveOne(fragile)
  const browser = await connect()
  await browser.join()
  browser.sendEvent('crashLater')
  browser.sendEvent('inc')
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([{ code: 'turn_failed', turn: 'handleEvent.crashLater' }])
})

test('a view that has failed mounts anew with its next join', async () => {
  const view = await openView(fragile)
  await view.pushEvent('inc')
  await expect(view.pushEvent('crash')).rejects.toThrow('The view has failed')
  await view.connect()
  expect(view.text('p')).toBe('0')
  await view.pushEvent('inc')
  expect(view.text('p')).toBe('1')
})

test('a view that fails over a message leaves the others alone', async () => {
  const pubsub = localPubSub()
  let isFirst = true
  const unlucky = liveView({
    topics: { shouted },
    mount: () => ({ heard: '' }),
    handleInfo: {
      shouted(live, word) {
        if (word === 'crash' && isFirst) {
          isFirst = false
          throw new Error('planted')
        }
        live.assign({ heard: word })
      },
    },
    render: ({ heard }) => html`<p>${heard}</p>`,
  })
  const { log, lines } = logLines()
  const views = [await openView(unlucky, { pubsub, log }), await openView(unlucky, { pubsub, log })]
  await pubsub.publish(shouted, 'crash')
  await pubsub.publish(shouted, 'calm')
  for (const view of views) await view.settled()
  expect(views.map((view) => view.text('p'))).toEqual(['', 'calm'])
  expect(lines).toHaveLength(1)
})

test('a template that cannot be rendered fails the view, and names the place', async () => {
  const view = liveView({
    events: { spoil: Nothing },
    mount: () => ({ value: 'fine' as string }),
    handleEvent: { spoil: (live) => live.assign({ value: { toString: () => 'x' } as unknown as string }) },
    render: ({ value }) => html`<a title="${value}">x</a>`,
  })
  const { connect, lines } = serveOne(view)
  const browser = await connect()
  await browser.join()
  browser.sendEvent('spoil')
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([
    { code: 'template_value', err: { message: expect.stringContaining('the attribute title') } },
  ])
})

test('a callback that takes too long ends its view, and the log says which', async () => {
  const { connect, lines } = serveOne(fragile, { limits: { turnMs: 20 } })
  const browser = await connect()
  await browser.join()
  browser.sendEvent('stall')
  await browser.settled()
  expect(browser.sent).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([
    {
      code: 'turn_timeout',
      turn: 'handleEvent.stall',
      err: { message: expect.stringMatching(/^handleEvent.stall of \/ took longer than 20 ms/) },
    },
  ])
})

test('a view for which too many messages wait is ended', async () => {
  const pubsub = localPubSub()
  const { connect, lines } = serveOne(fragile, { pubsub, limits: { mailbox: 3 } })
  const browser = await connect()
  await browser.join()
  for (let i = 0; i < 3; i++) pubsub.publish(shouted, 'x')
  await browser.settled()
  expect(browser.sent).toEqual([['diff', null, { 0: '30' }]])
  for (let i = 0; i < 4; i++) pubsub.publish(shouted, 'x')
  await browser.settled()
  expect(browser.sent.slice(1)).toEqual([['phx_error', '1', {}]])
  expect(lines).toMatchObject([{ code: 'mailbox_full' }])
})

test('a view whose mailbox overflows while it connects refuses the join', async () => {
  const pubsub = localPubSub()
  const view = liveView({
    topics: { shouted },
    mount: () => ({}),
    async connect() {
      for (let i = 0; i < 2; i++) await pubsub.publish(shouted, 'x')
    },
    handleInfo: { shouted: () => {} },
    render: () => html``,
  })
  const { connect, lines } = serveOne(view, { pubsub, limits: { mailbox: 1 } })
  const browser = await connect()
  browser.sendJoin()
  await browser.settled()
  expect(browser.sent).toEqual([['phx_reply', '1', { reason: 'join crashed' }]])
  expect(lines).toMatchObject([{ code: 'mailbox_full' }])
})
