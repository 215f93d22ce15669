import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Diff, Tree } from '../../src/live/wire/tree.ts'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()

const push = (event: string, target: number) =>
  `[[&quot;push&quot;,{&quot;event&quot;:&quot;${event}&quot;,&quot;target&quot;:${target}}]]`

/** A live component with a button of its own. */
const counter = (cid: number, count = '0'): Tree => ({
  s: [`<li><button phx-click="${push('inc', cid)}">`, '</button></li>'],
  0: count,
  r: 1,
})

/** A page that shows these components, and a paragraph beside them. */
const shows = (...cids: readonly number[]): Diff => ({
  s: ['<ul>', '</ul><p>', '</p>'],
  0: listOf(...cids),
  1: 'old',
  c: Object.fromEntries(cids.map((cid) => [cid, counter(cid)])),
})

const listOf = (...cids: readonly number[]): Tree => ({
  s: ['', ''],
  k: { ...cids.map((cid) => ({ 0: cid })), kc: cids.length },
})

const cidsOn = (page: Page) =>
  page.$$eval('[data-phx-view="phx-main"]', (roots) =>
    roots.map((root) => Number(root.getAttribute('data-phx-component'))),
  )

test('the root of a component bears its number and its view', async () => {
  const { page } = await open(shows(1, 2))
  await joined(page)
  expect(await cidsOn(page)).toEqual([1, 2])
})

test('an event of a component names it, and its change patches it alone', async () => {
  const { page, server } = await open(shows(1, 2))
  await joined(page)
  await page.$eval('p', (el) => el.append(' and mine'))
  await page.click('li:nth-child(2) button')
  const click = await server.next('event')
  expect(click.payload).toEqual({ type: 'click', event: 'inc', value: { value: '' }, cid: 2 })
  click.reply({ diff: { c: { 2: { 0: '1' } } } })
  await expect.poll(() => page.textContent('ul')).toBe('01')
  expect(await page.textContent('p')).toBe('old and mine')
})

test('a component moves into the one before it, and those behind stay', async () => {
  const boxOf = (inside: Tree | ''): Tree => ({ s: ['<div>', '</div>'], 0: inside, r: 1 })
  const { page, server, assertClean } = await open({
    s: ['<main>', '</main>'],
    0: listOf(1, 2, 3),
    c: { 1: boxOf(''), 2: counter(2), 3: counter(3) },
  })
  await joined(page)
  const moving = await page.waitForSelector('li')
  server.push('diff', { 0: listOf(1, 3), c: { 1: boxOf(listOf(2)) } })
  await expect.poll(() => page.textContent('main > div')).toBe('0')
  expect(await cidsOn(page)).toEqual([1, 2, 3])
  expect(await page.$$eval('main > *', (all) => all.map(({ tagName }) => tagName))).toEqual(['DIV', 'LI'])
  expect(await moving.evaluate((el) => el.matches('main > div > li'))).toBe(true)
  assertClean()
})

test('a component in the row of a stream is patched, though the page knows nothing of its row', async () => {
  const { page, server } = await open({
    s: ['<ol id="rows" phx-update="stream">', '</ol>'],
    0: { s: ['<li id="a">', '</li>'], k: { 0: { 0: 1 }, kc: 1 }, stream: ['0', [['a', -1, null, null]], []] },
    c: { 1: { s: ['<b>', '</b>'], 0: 'one', r: 1 } },
  })
  await joined(page)
  server.push('diff', { c: { 1: { 0: 'two' } } })
  await expect.poll(() => page.textContent('#a b')).toBe('two')
})

test('phx-target names a component by its number, or by an element in it', async () => {
  const { page, server } = await open({
    s: [
      '<button id="number" phx-click="go" phx-target="1"></button><button id="selector" phx-click="go" phx-target=".in"></button>' +
        '<button id="view" phx-click="go" phx-target="#number"></button>',
      '',
      '',
    ],
    0: 1,
    1: 2,
    c: { 1: { s: ['<p><i class="in"></i></p>'], r: 1 }, 2: { s: ['<p class="in"></p>'], r: 1 } },
  })
  await joined(page)
  const sent = async () => (await server.next('event')).payload.cid
  await page.click('#number')
  expect(await sent()).toBe(1)
  await page.click('#selector')
  expect([await sent(), await sent()]).toEqual([1, 2])
  await page.click('#view')
  expect(await sent()).toBe(undefined)
})

test('a form sends its changes and itself to its target', async () => {
  const { page, server } = await open({
    s: ['', ''],
    0: 4,
    c: {
      4: {
        s: ['<form id="f" phx-change="check" phx-submit="save" phx-target="4"><input name="q"></form>'],
        r: 1,
      },
    },
  })
  await joined(page)
  await page.fill('input', 'x')
  expect((await server.next('event')).payload).toMatchObject({ event: 'check', value: 'q=x', cid: 4 })
  await page.press('input', 'Enter')
  expect((await server.next('event')).payload).toMatchObject({ event: 'save', value: 'q=x', cid: 4 })
})

test('a target that matches nothing says so, and nothing is sent', async () => {
  const { page, server } = await open({
    s: ['<button id="a" phx-click="go" phx-target="#gone"></button><button id="b" phx-click="b"></button>'],
  })
  await joined(page)
  const said = page.waitForEvent('console')
  await page.click('#a')
  expect((await said).text()).toContain('No element matches the target #gone')
  await page.click('#b')
  expect((await server.next('event')).payload.event).toBe('b')
})

test('a hook pushes to each component that its target stands for, and gets the reply of each', async () => {
  const { page, server } = await open({
    s: ['<p id="h" phx-hook="Recorder"></p>', '', ''],
    0: 1,
    1: 2,
    c: { 1: { s: ['<b class="t">b</b>'], r: 1 }, 2: { s: ['<i class="t">i</i>'], r: 1 } },
  })
  await joined(page)
  const replies = page.evaluate(() => window.recorder.pushEventTo('.t', 'ask', {}))
  const asked = [await server.next('event'), await server.next('event')]
  expect(asked.map(({ payload }) => payload.cid)).toEqual([1, 2])
  for (const [i, ask] of asked.entries()) ask.reply({ diff: { r: { n: i } } })
  expect(await replies).toEqual([
    { status: 'fulfilled', value: { reply: { n: 0 } } },
    { status: 'fulfilled', value: { reply: { n: 1 } } },
  ])
})

test('a component keeps its element while the list around it is put in another order', async () => {
  const { page, server } = await open(shows(1, 2))
  await joined(page)
  await page.focus('li:nth-child(2) button')
  server.push('diff', { 0: { k: { 0: 1, 1: 0, kc: 2, km: true } } })
  await expect.poll(() => cidsOn(page)).toEqual([2, 1])
  expect(await page.evaluate(() => document.activeElement?.closest('li')?.dataset['phxComponent'])).toBe('2')
})

test('a component that has gone from the page ends in two steps, and is forgotten', async () => {
  const { page, server, problems } = await open(shows(1, 2))
  await joined(page)
  server.push('diff', { 0: '' })
  const first = await server.next('cids_will_destroy')
  expect(first.payload).toEqual({ cids: [1, 2] })
  expect(server.pending('cids_destroyed')).toBe(0)
  first.reply({})
  const second = await server.next('cids_destroyed')
  expect(second.payload).toEqual({ cids: [1, 2] })
  second.reply({ cids: [1] })
  // The server has kept the second, so it may be shown again as it was; the first may not.
  server.push('diff', { 0: listOf(2) })
  await expect.poll(() => cidsOn(page)).toEqual([2])
  server.push('diff', { 0: listOf(1) })
  await expect.poll(() => problems.join()).toContain('Component 1 was never sent.')
})

test('a component that has come back before the answer is not ended', async () => {
  const { page, server } = await open(shows(1, 2))
  await joined(page)
  server.push('diff', { 0: '' })
  const first = await server.next('cids_will_destroy')
  server.push('diff', { 0: listOf(2), c: { 2: counter(2, 'back') } })
  await expect.poll(() => page.textContent('ul')).toBe('back')
  first.reply({})
  expect((await server.next('cids_destroyed')).payload).toEqual({ cids: [1] })
})

test('a component that is removed with a transition ends after it', async () => {
  const leave =
    '[[&quot;hide&quot;,{&quot;time&quot;:300,&quot;transition&quot;:[[&quot;fade&quot;],[],[]]}]]'
  const { page, server } = await open({
    s: ['<div>', '</div>'],
    0: 1,
    c: { 1: { s: [`<b phx-remove="${leave}">b</b>`], r: 1 } },
  })
  await joined(page)
  server.push('diff', { 0: '' })
  await page.waitForSelector('b.fade')
  expect(server.pending('cids_will_destroy')).toBe(0)
  expect((await server.next('cids_will_destroy')).payload).toEqual({ cids: [1] })
  expect(await page.$('b')).toBe(null)
})

test('a view that is joined anew is told nothing of the components of before', async () => {
  const { page, server } = await open(shows(1, 2))
  await joined(page)
  server.page = () => shows(1)
  server.drop()
  await expect.poll(() => cidsOn(page)).toEqual([1])
  await page.click('button')
  await server.next('event')
  expect(server.pending('cids_will_destroy')).toBe(0)
})

test('a form is recovered by the component that shows it now', async () => {
  const form = (cid: number): Diff => ({
    s: ['', ''],
    0: cid,
    c: {
      [cid]: { s: [`<form id="f" phx-change="${push('check', cid)}"><input name="q"></form>`], r: 1 },
    },
  })
  const { page, server } = await open(form(3))
  await joined(page)
  await page.fill('input', 'typed')
  ;(await server.next('event')).reply({})
  server.page = () => form(1)
  server.drop()
  const recovered = await server.next('event')
  expect(recovered.payload).toMatchObject({ event: 'check', value: 'q=typed', cid: 1 })
  recovered.reply({})
  await expect.poll(() => cidsOn(page)).toEqual([1])
  expect(await page.inputValue('input')).toBe('typed')
})

test('a component in a part that waits for an answer is patched after it', async () => {
  const { page, server } = await open({
    s: ['<form id="f" phx-change="check"><input name="q">', '</form>'],
    0: 1,
    c: { 1: { s: ['<b>', '</b>'], 0: 'old', r: 1 } },
  })
  await joined(page)
  await page.fill('input', 'x')
  const change = await server.next('event')
  server.push('diff', { c: { 1: { 0: 'new' } }, t: 'patched' })
  server.push('diff', { c: { 1: { 0: 'newer' } } })
  server.push('diff', { t: 'seen' })
  await expect.poll(() => page.title()).toBe('Oriel: seen')
  expect(await page.textContent('b')).toBe('old')
  change.reply({})
  await expect.poll(() => page.textContent('b')).toBe('newer')
})
