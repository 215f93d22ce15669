import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Diff, StreamInsert, StreamOps } from '../../src/live/wire/tree.ts'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()

const rows = (...ids: string[]) => ({
  ...Object.fromEntries(ids.map((id, i) => [i, { 0: id, 1: id.toUpperCase() }])),
  kc: ids.length,
})
const at = (position: number, ...ids: string[]): StreamInsert[] =>
  ids.toReversed().map((id) => [id, position, null, null])

const list = (...ids: string[]): Diff => ({
  s: ['<ul id="list" phx-update="stream"><li id="none">none</li>', '</ul>'],
  0: { s: ['<li id="', '">', '</li>'], k: rows(...ids), stream: ['0', at(-1, ...ids), []] },
})
const change = (ids: string[], ...[ref, ...rest]: StreamOps): object => ({
  0: { k: rows(...ids), stream: [ref, ...rest] },
})

const shown = (page: Page) => page.$$eval('#list > *', (rows) => rows.map(({ id }) => id).join(' '))

const remember = (page: Page) =>
  page.$$eval('#list > *', (rows) => {
    for (const row of rows) Object.assign(row, { isOld: true })
  })
const old = (page: Page) =>
  page.$$eval('#list > *', (rows) =>
    rows
      .filter((row) => 'isOld' in row)
      .map(({ id }) => id)
      .join(' '),
  )

async function listPage(...ids: string[]) {
  const opened = await open(list(...ids))
  await joined(opened.page)
  await remember(opened.page)
  return opened
}

test('rows are appended, prepended and put at an index', async () => {
  const { page, server, assertClean } = await listPage('a', 'b')
  expect(await shown(page)).toBe('a b none')
  server.push('diff', change(['c'], '0', at(-1, 'c'), []))
  await expect.poll(() => shown(page)).toBe('a b c none')
  server.push('diff', change(['d'], '0', at(0, 'd'), []))
  await expect.poll(() => shown(page)).toBe('d a b c none')
  server.push('diff', change(['e'], '0', at(2, 'e'), []))
  await expect.poll(() => shown(page)).toBe('d a e b c none')
  expect(await old(page)).toBe('a b none')
  assertClean()
})

test('a row that is there already is updated in place', async () => {
  const { page, server } = await listPage('a', 'b')
  server.push('diff', { 0: { k: { 0: { 0: 'a', 1: 'new' }, kc: 1 }, stream: ['0', at(-1, 'a'), []] } })
  await expect.poll(() => page.textContent('#a')).toBe('new')
  expect(await shown(page)).toBe('a b none')
  expect(await old(page)).toBe('a b none')
})

test('a deleted row goes, and one that is deleted and inserted moves', async () => {
  const { page, server } = await listPage('a', 'b', 'c')
  server.push('diff', change(['c'], '0', at(0, 'c'), ['c', 'b']))
  await expect.poll(() => shown(page)).toBe('c a none')
  expect(await old(page)).toBe('c a none')
})

test('a reset leaves only what it inserts, and the other children', async () => {
  const { page, server } = await listPage('a', 'b', 'c')
  server.push('diff', change(['d', 'b'], '0', at(-1, 'd', 'b'), [], true))
  await expect.poll(() => shown(page)).toBe('d b none')
  expect(await old(page)).toBe('b none')
})

test('a limit drops rows at the other end', async () => {
  const { page, server } = await listPage('a', 'b', 'c')
  server.push('diff', change(['d'], '0', [['d', -1, -3, null]], []))
  await expect.poll(() => shown(page)).toBe('b c d none')
  server.push('diff', change(['e'], '0', [['e', 0, 2, null]], []))
  await expect.poll(() => shown(page)).toBe('e b none')
})

test('an update of a row that is gone is dropped', async () => {
  const { page, server } = await listPage('a')
  server.push('diff', { ...change(['x'], '0', [['x', -1, null, true]], []), t: 'done' })
  await expect.poll(() => page.title()).toBe('Oriel: done')
  expect(await shown(page)).toBe('a none')
})

test('rows are not touched by a diff that does not speak of them', async () => {
  const { page, server } = await listPage('a', 'b')
  server.push('diff', { s: ['<h1>', '</h1><ul id="list" phx-update="stream"></ul>'], 0: 'title' })
  await expect.poll(() => page.textContent('h1')).toBe('title')
  expect(await shown(page)).toBe('a b')
  expect(await old(page)).toBe('a b')
})

test('a view that joins again keeps the rows that it still has, in its order', async () => {
  const { page, server } = await listPage('a', 'b', 'c')
  server.page = () => list('c', 'b', 'd')
  server.drop()
  await expect.poll(() => shown(page)).toBe('c b d none')
  expect(await old(page)).toBe('c b none')
})

test('rows that come while the list is locked are not lost', async () => {
  const { page, server } = await open({
    s: ['<form id="f" phx-change="check"><input name="q"><ul id="list" phx-update="stream">', '</ul></form>'],
    0: { s: ['<li id="', '">', '</li>'], k: rows('a'), stream: ['0', at(-1, 'a'), []] },
  })
  await joined(page)
  await page.fill('input', 'x')
  const changed = await server.next('event')
  server.push('diff', change(['b'], '0', at(-1, 'b'), []))
  await expect.poll(() => shown(page)).toBe('a b')
  changed.reply({})
  await expect.poll(() => page.getAttribute('#f', 'data-phx-ref-lock')).toBe(null)
  expect(await shown(page)).toBe('a b')
})

test('a deleted row stays until its phx-remove has played', async () => {
  const { page, server } = await open({
    s: ['<ul id="list" phx-update="stream">', '</ul>'],
    0: {
      s: [
        '<li phx-remove=\'[["hide",{"transition":[["fade"],[],["gone"]],"time":300}]]\' id="',
        '">',
        '</li>',
      ],
      k: rows('a', 'b'),
      stream: ['0', at(-1, 'a', 'b'), []],
    },
  })
  await joined(page)
  server.push('diff', change([], '0', [], ['a']))
  await page.waitForSelector('#a.fade.gone', { state: 'attached' })
  await expect.poll(() => shown(page)).toBe('b')
})

test('what is in view stays there when rows come before it', async () => {
  const ids = (from: number) => Array.from({ length: 40 }, (_, i) => `r${from + i}`)
  const { page, server } = await open({
    s: ['<ul id="list" phx-update="stream" phx-viewport-top="older">', '</ul>'],
    0: { s: ['<li id="', '">', '</li>'], k: rows(...ids(100)), stream: ['0', at(-1, ...ids(100)), []] },
  })
  await joined(page)
  const top = () => page.$eval('#r105', (row) => Math.round(row.getBoundingClientRect().top))
  const older = await server.next('event')
  const before = await top()
  older.reply({ diff: change(ids(0), '0', at(0, ...ids(0).toReversed()), []) })
  await page.waitForSelector('#r0', { state: 'attached' })
  expect(await top()).toBe(before)
})

test('a row that waits for an answer is updated when that has come', async () => {
  const row = '<li phx-click="press" id="'
  const { page, server } = await open({
    s: ['<ul id="list" phx-update="stream">', '</ul>'],
    0: { s: [row, '">', '</li>'], k: rows('a', 'b'), stream: ['0', at(-1, 'a', 'b'), []] },
  })
  await joined(page)
  await page.click('#a')
  const pressed = await server.next('event')
  server.push('diff', {
    0: { k: { 0: { 0: 'a', 1: 'new' }, kc: 1 }, stream: ['0', at(-1, 'a'), []] },
    t: 'told',
  })
  await expect.poll(() => page.title()).toContain('told')
  expect(await page.textContent('#a')).toBe('A')
  pressed.reply()
  await expect.poll(() => page.textContent('#a')).toBe('new')
  expect(await shown(page)).toBe('a b')
})

test('a row that changes twice while it waits, and again with the answer, is shown once and as it is in the end', async () => {
  const row = (text: string): Diff => ({
    s: ['<ul id="rows" phx-update="stream">', '</ul>'],
    0: {
      s: ['<li id="a" phx-click="press"><b id="in-a">', '</b><i>', '</i></li>'],
      k: { 0: { 0: text, 1: text }, kc: 1 },
      stream: ['0', [['a', -1, null, null]], []],
    },
  })
  const { page, server } = await open(row('0'))
  await joined(page)
  await page.click('li')
  const pressed = await server.next('event')
  for (const text of ['1', '2']) {
    server.push('diff', { ...row(text), t: text })
    await expect.poll(() => page.title()).toContain(text)
    expect(await page.innerText('#rows')).toBe('00')
  }
  pressed.reply({ diff: row('3') })
  await expect.poll(() => page.locator('[data-phx-ref-src]').count()).toBe(0)
  expect(await page.innerText('#rows')).toBe('33')
})
