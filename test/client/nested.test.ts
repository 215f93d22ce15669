import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Diff } from '../../src/live/wire/tree.ts'
import { fixed, joined, livePages } from './support/live-page.ts'
import { isUp, markElement, nested, nextOf } from './support/nested.ts'

const open = livePages()

/** A page that shows a clock and something beside it; the clock is a view with a button. */
const views: Record<string, Diff> = {
  '/': {
    s: ['<button id="own" phx-click="own">', '</button>', ''],
    0: 'one',
    1: { s: [nested('clock')] },
  },
  clock: { s: ['<button id="its" phx-click="its">', '</button>'], 0: 'noon' },
}

const office = (id: string): Diff => structuredClone(views[id] as Diff)

async function openOffice() {
  const opened = await open(office)
  await isUp(opened.page, 'clock')
  return opened
}

const text = (page: Page, selector: string) => page.textContent(selector)

test('a nested view joins once the view around it has, by a token of that and the one of the page', async () => {
  let isLoaded = false
  const { page, server } = await open((id) => {
    if (id !== '/') return fixed('<p>live</p>')
    const clock = isLoaded ? nested('clock') : nested('clock', { inside: '<p>dead</p>' })
    isLoaded = true
    return fixed(clock)
  })
  await server.next('phx_join')
  const { topic, payload } = await server.next('phx_join')
  expect(topic).toBe('lv:clock')
  expect(payload).toEqual({
    params: { _csrf_token: 'CSRF', zone: 'Europe/Berlin', _track_static: [], _mounts: 0, _mount_attempts: 0 },
    session: 'SESSION clock',
    static: 'STATIC clock',
    sticky: false,
    resume: { id: expect.any(Number), seen: 0 },
  })
  await expect.poll(() => text(page, '#clock')).toBe('live')
})

test('until a nested view has joined, the page shows what it was loaded with', async () => {
  let isLoaded = false
  const shown = (id: string) => {
    if (id !== '/') return fixed('<p id="live" phx-hook="Recorder">live</p>')
    const clock = isLoaded
      ? nested('clock')
      : nested('clock', { inside: '<p id="dead" phx-hook="Recorder">dead</p>' })
    isLoaded = true
    return fixed(clock)
  }
  const { page, server } = await open(shown, '/', (_, server) => {
    server.onJoin = ({ topic }) => (topic === 'lv:clock' ? undefined : { rendered: server.page('/') })
  })
  const join = await nextOf(server, 'phx_join', 'clock')
  expect(await text(page, '#clock')).toBe('dead')
  expect(await page.evaluate(() => window.calls)).toEqual([])
  join.reply({ rendered: server.page('clock') })
  await isUp(page, 'clock')
  expect(await page.evaluate(() => window.calls)).toEqual(['mounted live'])
})

test('a view in a nested view joins after it', async () => {
  const { page, server } = await open((id) => {
    if (id === '/') return fixed(nested('outer'))
    return fixed(id === 'outer' ? nested('inner', { parent: 'outer' }) : '<p>innermost</p>')
  })
  await isUp(page, 'inner')
  expect(await text(page, '#phx-main')).toBe('innermost')
  const topics = [await server.next('phx_join'), await server.next('phx_join'), await server.next('phx_join')]
  expect(topics.map(({ topic }) => topic)).toEqual(['lv:phx-main', 'lv:outer', 'lv:inner'])
})

test('a view that a patch shows is joined, and left when another takes it away', async () => {
  const { page, server } = await open((id) =>
    id === '/' ? { s: ['<h1>office</h1>', ''], 0: '' } : fixed('<p>here</p>'),
  )
  await joined(page)
  server.push('diff', { 0: { s: [nested('clock')] } })
  await isUp(page, 'clock')
  expect(await text(page, '#clock')).toBe('here')
  server.push('diff', { 0: '' }, 'phx-main')
  expect((await server.next('phx_leave')).topic).toBe('lv:clock')
  expect(await page.locator('#clock').count()).toBe(0)
})

test('a patch of the view around leaves a nested view as it is, and the other way round', async () => {
  const { page, server } = await openOffice()
  const isSame = await markElement(page, '#its')
  server.push('diff', { 0: 'two' }, 'phx-main')
  await expect.poll(() => text(page, '#own')).toBe('two')
  server.push('diff', { 0: 'one' }, 'clock')
  await expect.poll(() => text(page, '#its')).toBe('one')
  expect(await isSame()).toBe(true)
  expect(await text(page, '#own')).toBe('two')
})

test('an event goes to the view that its element is in', async () => {
  const { page, server } = await openOffice()
  await page.click('#its')
  expect(await server.next('event')).toMatchObject({ topic: 'lv:clock', payload: { event: 'its' } })
  await page.click('#own')
  expect(await server.next('event')).toMatchObject({ topic: 'lv:phx-main', payload: { event: 'own' } })
})

test('an event with a target goes to the view that this is in', async () => {
  const { page, server } = await open((id) =>
    id === '/'
      ? fixed(`<button id="own" phx-click="set" phx-target="#time">set</button>${nested('clock')}`)
      : fixed('<p id="time">noon</p>'),
  )
  await isUp(page, 'clock')
  await page.click('#own')
  expect((await server.next('event')).topic).toBe('lv:clock')
})

test('what waits for the answer of another view still hears of patches', async () => {
  const { page, server } = await open((id) =>
    id === '/'
      ? {
          s: ['<button id="own" phx-click="set" phx-target="#time">', `</button>${nested('clock')}`],
          0: 'one',
        }
      : fixed('<p id="time">noon</p>'),
  )
  await isUp(page, 'clock')
  await page.click('#own')
  server.push('diff', { 0: 'two' }, 'phx-main')
  await expect.poll(() => text(page, '#own')).toBe('two')
  expect(await page.getAttribute('#own', 'class')).toBe('phx-click-loading')
  ;(await server.next('event')).reply()
  await expect.poll(() => page.getAttribute('#own', 'class')).toBe('')
})

test('what waits for an answer of one view does not hear of those of another', async () => {
  const { page, server } = await openOffice()
  await page.click('#own')
  await page.click('#its')
  const first = await server.next('event')
  const second = await server.next('event')
  second.reply({ diff: { 0: 'answered' } })
  await expect.poll(() => text(page, '#its')).toBe('answered')
  expect(await page.$$eval('.phx-click-loading', (els) => els.map(({ id }) => id))).toEqual(['own'])
  first.reply()
  await expect.poll(() => page.locator('.phx-click-loading').count()).toBe(0)
})

test('the rows of a stream go by themselves when another view has a stream of the same number', async () => {
  const list = (id: string, rest = ''): Diff => ({
    s: [`<ul id="list-${id}" phx-update="stream">`, `</ul>${rest}`],
    0: {
      s: [`<li id="${id}">`, '</li>'],
      k: { 0: { 0: id }, kc: 1 },
      stream: ['0', [[id, -1, null, null]], []],
    },
  })
  const { page, server } = await open((id) => (id === '/' ? list('a', nested('b-list')) : list('b')))
  await isUp(page, 'b-list')
  server.push('diff', { 0: { k: { kc: 0 }, stream: ['0', [], [], true] } }, 'phx-main')
  await expect.poll(() => page.locator('li').allTextContents()).toEqual(['b'])
})

test('a hook pushes to its view, and hears what any view pushes', async () => {
  const { page, server } = await open((id) =>
    id === '/' ? fixed(nested('clock')) : { s: ['<p id="h" phx-hook="Recorder">', '</p>'], 0: 'noon' },
  )
  await isUp(page, 'clock')
  const answer = page.evaluate(() => window.recorder.pushEvent('ask', {}))
  const ask = await server.next('event')
  expect(ask.topic).toBe('lv:clock')
  ask.reply({ diff: { r: { answer: 42 } } })
  expect(await answer).toEqual({ answer: 42 })
  server.push('diff', { e: [['note', { from: 'around' }]] }, 'phx-main')
  await expect.poll(() => page.evaluate(() => window.calls)).toContain('note {"from":"around"}')
})

test('a nested view that crashes joins again, and nothing happens to the view around it', async () => {
  const { page, server } = await open((id) =>
    fixed(
      id === '/'
        ? `<p id="outside" phx-hook="Recorder"></p>${nested('clock')}`
        : '<p id="inside" phx-hook="Recorder"></p>',
    ),
  )
  await isUp(page, 'clock')
  const isSame = await markElement(page, '#clock')
  server.push('phx_error', {}, 'clock')
  await page.waitForSelector('#clock.phx-server-error', { state: 'attached' })
  expect(await page.getAttribute('#phx-main', 'class')).toBe('phx-connected')
  expect(await page.evaluate(() => document.documentElement.dataset['liveState'])).toBe('connected')
  await isUp(page, 'clock')
  expect(await isSame()).toBe(true)
  const calls = ['mounted outside', 'mounted inside', 'disconnected inside', 'reconnected inside']
  expect(await page.evaluate(() => window.calls)).toEqual(calls)
})

test('a nested view is given up after three attempts to join it', async () => {
  const { page, server } = await open(office, '/', (page) => page.clock.install())
  await isUp(page, 'clock')
  await nextOf(server, 'phx_join', 'clock')
  server.onJoin = ({ reply }) => void reply({ reason: 'join crashed' }, 'error')
  server.push('phx_error', {}, 'clock')
  for (const attempt of [0, 1, 2]) {
    await page.waitForSelector('#clock.phx-server-error')
    await page.clock.runFor(8000)
    expect((await server.next('phx_join')).payload.params._mount_attempts).toBe(attempt)
  }
  await page.waitForSelector('#clock.phx-server-error')
  await page.clock.runFor(20_000)
  await page.click('#own')
  expect((await server.next('event')).topic).toBe('lv:phx-main')
  expect(server.pending('phx_join')).toBe(0)
})

test('when the view around it crashes, a nested view joins after it, and what was filled in is recovered', async () => {
  const { page, server } = await open((id) =>
    fixed(id === '/' ? nested('clock') : '<form id="f" phx-change="check"><input id="i" name="zone"></form>'),
  )
  await isUp(page, 'clock')
  await page.fill('#i', 'Tokyo')
  ;(await server.next('event')).reply()
  await nextOf(server, 'phx_join', 'clock')
  server.push('phx_error', {}, 'phx-main')
  await page.waitForSelector('#clock.phx-server-error')
  expect((await server.next('phx_join')).topic).toBe('lv:phx-main')
  expect((await server.next('phx_join')).payload.params._mounts).toBe(1)
  const recovery = await server.next('event')
  expect(recovery).toMatchObject({ topic: 'lv:clock', payload: { value: 'zone=Tokyo' } })
  recovery.reply()
  await isUp(page, 'clock')
  expect(await page.inputValue('#i')).toBe('Tokyo')
})

test('after a lost connection nested views wait for the view around them', async () => {
  const { page, server } = await openOffice()
  await nextOf(server, 'phx_join', 'clock')
  server.onJoin = () => undefined
  server.drop()
  await page.waitForSelector('#clock.phx-client-error')
  const join = await server.next('phx_join')
  expect(join.topic).toBe('lv:phx-main')
  expect(server.pending('phx_join')).toBe(0)
  join.reply({ rendered: office('/') })
  expect((await server.next('phx_join')).topic).toBe('lv:clock')
})

test('live navigation leaves the nested views of the page at once', async () => {
  const link = '<a id="go" href="/b" data-phx-link="redirect" data-phx-link-state="push">go</a>'
  const { page, server } = await open((id) => fixed(id === '/' ? link + nested('clock') : `<p>${id}</p>`))
  await isUp(page, 'clock')
  server.onJoin = () => undefined
  await page.click('#go')
  expect((await server.next('phx_leave')).topic).toBe('lv:phx-main')
  expect((await server.next('phx_leave')).topic).toBe('lv:clock')
  expect(await page.locator('#clock').count()).toBe(1)
})

test('a nested view takes the page to another', async () => {
  const { page, server } = await open((id) =>
    fixed(id === '/' ? nested('clock') : id === 'clock' ? '<p>noon</p>' : `<h1>${id}</h1>`),
  )
  await isUp(page, 'clock')
  server.push('live_redirect', { to: '/b', kind: 'push' }, 'clock')
  await expect.poll(() => text(page, '#phx-main')).toBe('/b')
  expect(new URL(page.url()).pathname).toBe('/b')
})
