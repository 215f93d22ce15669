import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Diff } from '../../src/live/wire/tree.ts'
import { joined, livePages } from './support/live-page.ts'

const open = livePages()

/** A heading, a number beside it, and a list of which each row is an element. */
const list = (...names: string[]): Diff => ({
  s: ['<h1>', '</h1><ul>', '</ul>'],
  0: 'title',
  1: {
    s: ['\n  <li>', ' <b>', '</b></li> '],
    r: 1,
    k: { ...Object.fromEntries(names.map((name, i) => [i, { 0: name, 1: 'old' }])), kc: names.length },
  },
})

/** What scripts write into rows shows which of them a patch has gone through. */
const scribble = (page: Page) =>
  page.$$eval('li', (rows) => {
    for (const row of rows) row.append('!')
  })
const rows = (page: Page) => page.$$eval('li', (rows) => rows.map((row) => row.textContent).join(', '))

async function listPage(...names: string[]) {
  const opened = await open(list(...names))
  await joined(opened.page)
  await scribble(opened.page)
  return opened
}

test('a row that changes is patched alone', async () => {
  const { page, server } = await listPage('a', 'b', 'c')
  server.push('diff', { 1: { k: { 1: { 1: 'new' }, kc: 3 } } })
  await expect.poll(() => rows(page)).toBe('a old!, b new, c old!')
})

test('what has not changed stays as it is when something around it changes', async () => {
  const { page, server } = await listPage('a', 'b')
  server.push('diff', { 0: 'other' })
  await expect.poll(() => page.textContent('h1')).toBe('other')
  expect(await rows(page)).toBe('a old!, b old!')
})

test('rows that change places are moved as they are, and a new one comes between them', async () => {
  const { page, server } = await listPage('a', 'b', 'c')
  const last = await page.$('li:last-child')
  server.push('diff', {
    1: { k: { 0: 2, 1: { 0: 'x', 1: 'new' }, 2: [0, { 1: 'new' }], 3: 1, kc: 4, km: true } },
  })
  await expect.poll(() => rows(page)).toBe('c old!, x new, a new, b old!')
  expect(await last?.evaluate((row) => row === document.querySelector('li'))).toBe(true)
})

test('white space around what is left as it is stays', async () => {
  const { page, server } = await listPage('a', 'b')
  const html = await page.innerHTML('ul')
  server.push('diff', { 0: 'other' })
  await expect.poll(() => page.textContent('h1')).toBe('other')
  expect(await page.innerHTML('ul')).toBe(html)
})

test('a row that a script took away comes back with the next patch of its list', async () => {
  const { page, server } = await listPage('a', 'b')
  await page.$eval('li', (row) => row.remove())
  server.push('diff', { 0: 'other' })
  await expect.poll(() => rows(page)).toBe('a old, b old!')
})

test('when many rows change, the list is patched once, and the others stay as they are', async () => {
  const names = [...'abcdefghijklmno']
  const { page, server } = await listPage(...names)
  const changes = Object.fromEntries(names.slice(1).map((_, i) => [i + 1, { 1: 'new' }]))
  server.push('diff', { 1: { k: { ...changes, kc: names.length } } })
  await expect
    .poll(() => rows(page))
    .toBe(names.map((name, i) => (i ? `${name} new` : `${name} old!`)).join(', '))
})

test('a row of another item in the place of one that went is another element if it has another id', async () => {
  const { page, server } = await open({
    s: ['<ul>', '</ul>'],
    0: { s: ['<li id="', '">', '</li>'], r: 1, k: { 0: { 0: 'a', 1: 'a' }, 1: { 0: 'b', 1: 'b' }, kc: 2 } },
  })
  await joined(page)
  const first = await page.$('#a')
  server.push('diff', { 0: { k: { 0: { 0: 'x', 1: 'x' }, kc: 2 } } })
  await expect.poll(() => rows(page)).toBe('x, b')
  expect(await first?.evaluate((row) => row.isConnected)).toBe(false)
})

test('a shape in a drawing is patched alone', async () => {
  const { page, server } = await open({
    s: ['<svg>', '</svg>'],
    0: { s: ['<g><text>', '</text></g>'], r: 1, k: { 0: { 0: 'a' }, 1: { 0: 'b' }, kc: 2 } },
  })
  await joined(page)
  server.push('diff', { 0: { k: { 1: { 0: 'new' }, kc: 2 } } })
  await expect
    .poll(() => page.$$eval('text', (texts) => texts.map((text) => text.textContent)))
    .toEqual(['a', 'new'])
  expect(await page.$eval('g:last-child', ({ namespaceURI }) => namespaceURI)).toBe(
    'http://www.w3.org/2000/svg',
  )
})

test('an element that waits for an answer is shown as it is then, also if it was patched alone', async () => {
  const { page, server } = await open({
    s: ['<ul phx-click="press">', '</ul>'],
    0: { s: ['<li>', '</li>'], r: 1, k: { 0: { 0: 'a' }, 1: { 0: 'b' }, kc: 2 } },
  })
  await joined(page)
  await page.click('ul')
  const pressed = await server.next('event')
  server.push('diff', { 0: { k: { 0: { 0: 'A' }, kc: 2 } }, t: 'told' })
  await expect.poll(() => page.title()).toContain('told')
  expect(await rows(page)).toBe('a, b')
  pressed.reply({ diff: { 0: { k: { 1: { 0: 'B' }, kc: 2 } } } })
  await expect.poll(() => rows(page)).toBe('A, B')
})

test('what was replaced while an element waited is shown as it is in the end', async () => {
  const { page, server } = await open({
    s: ['<form id="form" phx-change="check"><input name="a">', '</form>'],
    0: { s: ['<p>', '</p>'], r: 1, 0: 'fine' },
  })
  await joined(page)
  await page.fill('input', 'x')
  const first = await server.next('event')
  await page.fill('input', 'xy')
  const second = await server.next('event')
  server.push('diff', { 0: { 0: 'short' }, t: 'changed' })
  await expect.poll(() => page.title()).toContain('changed')
  first.reply({ diff: { 0: { s: ['<b>', '</b>'], r: 1, 0: 'too short' } } })
  server.push('diff', { 0: { 0: 'still too short' }, t: 'replaced' })
  await expect.poll(() => page.title()).toContain('replaced')
  expect(await page.innerText('p')).toBe('fine')
  second.reply({ diff: {} })
  await expect.poll(() => page.innerText('form')).toBe('still too short')
})
