import { localPubSub } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test, vi } from 'vitest'
import { fakeTimers } from '../../live/actor/fake-timers.ts'
import { asyncWork } from '../pages/async.ts'
import { connect } from '../pages/connect.ts'
import { guests } from '../pages/guests.ts'
import { presence } from '../pages/presence.ts'
import { timers } from '../pages/timers.ts'
import { topics } from '../pages/topics.ts'

test('the page is there before its report is', async () => {
  const view = await openView(asyncWork)
  expect(view.deadHtml).toContain('Loading…')
  await view.tasksDone()
  expect([view.text('#report'), view.text('#state')]).toEqual(['Report 1', 'ok'])
})

test('a report that fails keeps the one of before, and may be loaded anew', async () => {
  const view = await openView(asyncWork)
  await view.tasksDone()
  await view.click('#fail')
  await view.tasksDone()
  expect(view.text('#report')).toBe('Failed: No paper. Before: Report 1')
  await view.click('#reload')
  expect(view.text('#report')).toBe('Report 1')
  await view.tasksDone()
  expect(view.text('#report')).toBe('Report 2')
})

test('a task that is cancelled never comes back, and one that is started again does', async () => {
  const view = await openView(asyncWork)
  await view.click('#wait-task')
  expect(view.text('#sum')).toBe('on its way')
  await view.click('#cancel-task')
  await view.tasksDone()
  expect(view.text('#sum')).toBe('cancelled')
  await view.click('#sum-task')
  await view.tasksDone()
  expect(view.text('#sum')).toBe('42')
})

test('a clock ticks until it is stopped', async () => {
  fakeTimers()
  const view = await openView(timers)
  vi.advanceTimersByTime(350)
  await view.settled()
  expect(view.text('#ticks')).toBe('3')
  await view.click('#stop')
  await view.click('#ring')
  vi.advanceTimersByTime(350)
  await view.settled()
  expect([view.text('#ticks'), view.text('#bell')]).toEqual(['3', 'rung'])
})

test('what one view says, every view hears', async () => {
  const pubsub = localPubSub()
  const page = topics(pubsub)
  const [ana, ben] = [await openView(page, { pubsub }), await openView(page, { pubsub })]
  await ana.submit('#say', { text: 'hello' })
  for (const view of [ana, ben]) {
    await view.settled()
    expect(view.texts('#lines li')).toEqual(['hello'])
  }
})

test('a view that shows already what it says leaves itself out', async () => {
  const pubsub = localPubSub()
  const page = topics(pubsub)
  const [ana, ben] = [await openView(page, { pubsub }), await openView(page, { pubsub })]
  await ana.click('#note')
  await ana.settled()
  await ben.settled()
  expect(ana.texts('#lines li')).toEqual(['I: back soon'])
  expect(ben.texts('#lines li')).toEqual(['back soon'])
})

test('a view hears whispers while it listens', async () => {
  const pubsub = localPubSub()
  const view = await openView(topics(pubsub), { pubsub })
  for (const button of ['#whisper', '#listen', '#whisper', '#mute', '#whisper']) {
    await view.click(button)
    await view.settled()
  }
  expect(view.text('#whispers')).toBe('1')
})

test('people come, step away and leave', async () => {
  const pubsub = localPubSub()
  const page = presence(pubsub)
  const ana = await openView(page, { pubsub, params: { name: 'ana' } })
  const ben = await openView(page, { pubsub, params: { name: 'ben' } })
  await ben.click('#away')
  await ana.settled()
  expect(ana.texts('#people li')).toEqual(['ana', 'ben (away)'])
  ben.disconnect()
  await ana.settled()
  expect(ana.texts('#people li')).toEqual(['ana'])
})

test('guests are looked up once for all, and who comes and goes is told once', async () => {
  const pubsub = localPubSub()
  const page = guests(pubsub)
  const ana = await openView(page, { pubsub, params: { id: '1' } })
  await expect.poll(() => ana.texts('#guests li')).toEqual(['Ana, red'])
  const [cleo, ben, bensPhone] = [
    await openView(page, { pubsub, params: { id: '3' } }),
    await openView(page, { pubsub, params: { id: '2' } }),
    await openView(page, { pubsub, params: { id: '2' } }),
  ]
  await expect.poll(() => ana.texts('#guests li')).toEqual(['Ana, red', 'Ben, green, 2 times', 'Cleo, blue'])
  const queries = ana.text('#queries')
  cleo.disconnect()
  await expect.poll(() => ana.text('#news')).toBe('Cleo went')
  bensPhone.disconnect()
  await expect.poll(() => ben.texts('#guests li')).toEqual(['Ana, red', 'Ben, green'])
  expect([ana.text('#news'), ana.text('#queries')]).toEqual(['Cleo went', queries])
})

test('a guest whom nobody knows is not listed', async () => {
  const pubsub = localPubSub()
  const page = guests(pubsub)
  await openView(page, { pubsub, params: { id: 'nobody' } })
  const ana = await openView(page, { pubsub, params: { id: '1' } })
  await expect.poll(() => ana.texts('#guests li')).toEqual(['Ana, red'])
})

test('the view gets to know who connects, and how often', async () => {
  const view = await openView(connect)
  expect([view.text('#user-agent'), view.text('#address')]).toEqual(['oriel/testing', '127.0.0.1'])
  view.disconnect()
  await view.connect()
  expect(view.text('#mounts')).toBe('2')
})
