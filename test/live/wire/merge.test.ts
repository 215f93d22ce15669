import { expect, test } from 'vitest'
import { markup } from '../../../src/live/wire/markup.ts'
import { extract, merge } from '../../../src/live/wire/merge.ts'
import type { Tree } from '../../../src/live/wire/tree.ts'

const list = (...rows: readonly string[]): Tree => ({
  0: { s: ['<li>', '</li>'], k: { ...rows.map((row) => ({ 0: row })), kc: rows.length } },
  s: ['<ul>', '</ul>'],
})

/** What a list shows after a change of its rows. */
function shown(before: Tree, change: Tree): string {
  return markup(merge(before, change))
    .html.replace(/<\/?[uli]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

test('what travels beside the tree is taken off before it is merged', () => {
  expect(extract({ 0: 'x', t: 'Title', e: [['a', {}]], r: { ok: true } })).toEqual({
    tree: { 0: 'x' },
    title: 'Title',
    events: [['a', {}]],
    reply: { ok: true },
  })
  expect(extract({})).toEqual({ tree: {}, title: undefined, events: [], reply: undefined })
})

test('holes that do not travel stay as they are', () => {
  expect(merge({ 0: 'a', 1: 'b', s: ['', '', ''] }, { 1: 'c' })).toEqual({ 0: 'a', 1: 'c', s: ['', '', ''] })
})

test('the number of a template becomes its text, at every depth, and the templates go', () => {
  const rows = { s: 2, k: { 0: { 0: { s: 3 } }, kc: 1 } }
  const diff: Tree = {
    0: { 0: rows, s: 1 },
    s: 0,
    p: { 0: ['a', 'b'], 1: ['c', 'd'], 2: ['e', 'f'], 3: ['g'] },
  }
  const tree = merge(undefined, diff)
  expect(markup(tree).html).toBe('acegfdb')
  expect(tree).not.toHaveProperty('p')
})

test('a template that a diff names and does not carry is an error', () => {
  expect(() => merge(undefined, { s: 4, p: {} })).toThrow('Template 4 was never sent.')
})

test('a node with a template takes the place of what was there, whatever that was', () => {
  for (const before of ['', 'text', { 0: 'old', s: ['<b>', '</b>'] }] as const) {
    const tree = merge({ 0: before, s: ['', ''] }, { 0: { 0: 'new', s: ['<i>', '</i>'] } })
    expect(markup(tree).html).toBe('<i>new</i>')
  }
})

test('rows may move over one another', () => {
  expect(shown(list('a', 'b', 'c'), { 0: { k: { 0: 2, 1: 0, 2: [1, { 0: 'B' }], kc: 3, km: true } } })).toBe(
    'c a B',
  )
})

test('a new row may stand where another one has moved away from', () => {
  expect(shown(list('a', 'b'), { 0: { k: { 0: { 0: 'x' }, 1: 0, 2: 1, kc: 3, km: true } } })).toBe('x a b')
  expect(
    shown(list('a', 'b'), { 0: { k: { 0: 1, 1: { 0: 'x' }, 2: [0, { 0: 'A' }], kc: 3, km: true } } }),
  ).toBe('b x A')
})

test('rows beyond the count are dropped', () => {
  const tree = merge(list('a', 'b', 'c'), { 0: { k: { kc: 1 } } })
  expect(markup(tree).html).toBe('<ul><li>a</li></ul>')
  expect(shown(tree, { 0: { k: { 1: { 0: 'd' }, kc: 2 } } })).toBe('a d')
})

test('the rows of a stream are shown once, with its changes', () => {
  const tree = merge(undefined, {
    0: { s: ['<li>', '</li>'], k: { 0: { 0: 'a' }, kc: 1 }, stream: ['0', [['x-1', -1, null, null]], []] },
    s: ['', ''],
  })
  expect(markup(tree)).toEqual({ html: '<li>a</li>', streams: [['0', [['x-1', -1, null, null]], []]] })
  expect(markup(tree)).toEqual({ html: '', streams: [] })
  const next = merge(tree, { 0: { k: { 0: { 0: 'b' }, kc: 1 }, stream: ['0', [], ['x-1']] } })
  expect(markup(next)).toEqual({ html: '<li>b</li>', streams: [['0', [], ['x-1']]] })
})

test('thousands of rows may move at once', () => {
  const many = Array.from({ length: 5000 }, (_, i) => String(i))
  const moved = Object.fromEntries(many.map((_, i) => [i, (i + 1) % 5000]))
  const html = shown(list(...many), { 0: { k: { ...moved, kc: 5000, km: true } } })
  expect(html.split(' ').slice(0, 2)).toEqual(['1', '2'])
  expect(html.split(' ').at(-1)).toBe('0')
})

/** Merges, and says which nodes of the tree are to be shown anew. */
function changedBy(tree: Tree, diff: Tree): readonly string[] {
  const changed = new Set<Tree>()
  merge(tree, diff, changed)
  return [...changed].map((node) => (node === tree ? 'page' : (Object.values(node)[0] as string)))
}

const page = (): Tree => ({
  0: { 0: 'one', s: ['<p>', '</p>'], r: 1 },
  1: { 0: 'two', s: ['', ' and more'] },
  2: { s: ['<li>', '</li>'], r: 1, k: { 0: { 0: 'a' }, 1: { 0: 'b' }, kc: 2 } },
  s: ['', '', '', ''],
})

test('what is an element of its own changes alone, and all else what it stands in', () => {
  expect(changedBy(page(), { 0: { 0: 'new' } })).toEqual(['new'])
  expect(changedBy(page(), { 1: { 0: 'new' } })).toEqual(['new', 'page'])
  expect(changedBy(page(), { 0: '' })).toEqual(['page'])
  expect(changedBy(page(), { 0: { 0: 'new', s: ['<b>', '</b>'], r: 1 } })).toEqual(['page'])
})

test('a row that is an element changes alone, unless rows come, go or move', () => {
  expect(changedBy(page(), { 2: { k: { 1: { 0: 'new' }, kc: 2 } } })).toEqual(['new'])
  expect(changedBy(page(), { 2: { k: { kc: 1 } } })).toContain('page')
  expect(changedBy(page(), { 2: { k: { 0: 1, 1: 0, kc: 2, km: true } } })).toContain('page')
})

test('a node that stands on the page as it is is written as its mark alone', () => {
  const tree = merge(undefined, page())
  const marks = new Map<Tree, string>()
  const write = (isKept: boolean) =>
    markup(tree, 'v', tree, (node) => {
      marks.set(node, marks.get(node) ?? `:${marks.size}`)
      return [marks.get(node)!, isKept]
    }).html
  expect(write(false)).toBe(
    '<p data-phx-id=":0">one</p>two and more<li data-phx-id=":1">a</li><li data-phx-id=":2">b</li>',
  )
  expect(write(true)).toBe('<!--:0-->two and more<!--:1--><!--:2-->')
})
