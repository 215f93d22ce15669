import { expect, test } from 'vitest'
import { markup } from '../../../src/live/wire/markup.ts'
import { extract, merge } from '../../../src/live/wire/merge.ts'
import type { Diff, Tree } from '../../../src/live/wire/tree.ts'
import { normalized, OfficialPage } from '../render/official-tree.ts'

const VIEW = 'phx-test'

/** Has both clients read the messages, and gives what they show after each; they must agree. */
function shows(...messages: readonly Diff[]): readonly string[] {
  const official = new OfficialPage()
  let tree: Tree | undefined
  return messages.map((message) => {
    official.apply(JSON.stringify(message))
    tree = merge(tree, extract(structuredClone(message)).tree)
    const { html } = markup(tree, VIEW)
    expect(normalized(html)).toBe(official.html)
    return normalized(html).replaceAll(/ data-phx-(?:component|view)="[^"]*"/g, '')
  })
}

const list = { s: ['<li>', '</li>'] }

test('a part that comes with its template goes as empty text, and comes again', () => {
  const [, first, , again] = shows(
    { s: ['<p>', '', '</p>'], 0: 'a', 1: '' },
    { 1: { 0: 'b', 1: 'c', s: 0 }, p: { 0: ['<i>', '-', '</i>'] } },
    { 1: '' },
    { 1: { 0: 'd', 1: 'e', s: 3 }, p: { 3: ['<i>', '-', '</i>'] } },
  )
  expect([first, again]).toEqual(['<p>a<i>b-c</i></p>', '<p>a<i>d-e</i></p>'])
})

test('a part may be strings alone, and a root marked as one element', () => {
  const template: Diff = {
    0: { 0: { s: 0 }, s: 1, r: 1 },
    s: 2,
    p: { 0: ['Leave'], 1: ['<button>', '</button>'], 2: ['', ''] },
  }
  expect(shows(template, { 0: { 0: { s: 0 } }, p: { 0: ['Stay'] } })).toEqual([
    '<button>Leave</button>',
    '<button>Stay</button>',
  ])
})

test('a page whose template changes comes anew, with all in it', () => {
  const pages = shows(
    { s: ['<p>', '</p>'], 0: { ...list, k: { 0: { 0: 'a' }, kc: 1 } } },
    { s: ['<div>', '</div>'], 0: 'new' },
    { 0: 'newer' },
  )
  expect(pages.slice(1)).toEqual(['<div>new</div>', '<div>newer</div>'])
})

test('a list begins as empty text, is filled, emptied and filled again', () => {
  expect(
    shows(
      { s: ['<ul>', '</ul>'], 0: '' },
      { 0: { s: 0, k: { 0: { 0: 'a' }, 1: { 0: 'b' }, kc: 2 } }, p: { 0: list.s } },
      { 0: { k: { kc: 0 } } },
      { 0: { k: { 0: { 0: 'c' }, kc: 1 } } },
    ).slice(1),
  ).toEqual(['<ul><li>a</li><li>b</li></ul>', '<ul></ul>', '<ul><li>c</li></ul>'])
})

test('rows move over one another, change on the way, and make room for others', () => {
  const rows = { 0: { 0: 'a' }, 1: { 0: 'b' }, 2: { 0: 'c' }, kc: 3 }
  expect(
    shows(
      { s: ['<ul>', '</ul>'], 0: { ...list, k: rows } },
      { 0: { k: { 0: 2, 1: 0, 2: [1, { 0: 'B' }], kc: 3, km: true } } },
      { 0: { k: { 0: { 0: 'x' }, 1: 0, kc: 2, km: true } } },
    ).at(-1),
  ).toBe('<ul><li>x</li><li>c</li></ul>')
})

test('rows have parts with templates of the message, and lists of their own', () => {
  expect(
    shows(
      {
        s: 0,
        0: { s: 1, k: { 0: { 0: { s: 2, k: { 0: { 0: '1' }, kc: 1 } } }, 1: { 0: '' }, kc: 2 } },
        p: { 0: ['<ul>', '</ul>'], 1: list.s, 2: ['<b>', '</b>'] },
      },
      {
        0: { k: { 0: 1, 1: [0, { 0: { k: { 1: { 0: '2' }, kc: 2 } } }], kc: 2, km: true } },
      },
      { 0: { k: { 0: { 0: { s: 0, 0: 'x' } }, kc: 2 } }, p: { 0: ['<i>', '</i>'] } },
    ).at(-1),
  ).toBe('<ul><li><i>x</i></li><li><b>1</b><b>2</b></li></ul>')
})

test('a component takes its strings from another of the message, also by way of a third', () => {
  expect(
    shows({
      s: ['<main>', '', '', '</main>'],
      0: 1,
      1: 2,
      2: 3,
      c: { 1: { 0: 'A', s: ['<p>', '</p>'], r: 1 }, 2: { 0: 'B', s: 1 }, 3: { 0: 'C', s: 2 } },
    }),
  ).toEqual(['<main><p>A</p><p>B</p><p>C</p></main>'])
})

test('a component takes its strings, and those of its parts, from one that was there before', () => {
  const part = (text: string) => ({ 0: text, s: ['<b>', '</b>'] })
  expect(
    shows(
      {
        s: ['<ul>', '</ul>'],
        0: { ...list, k: { 0: { 0: 1 }, 1: { 0: 2 }, kc: 2 } },
        c: { 1: { 0: 'A', 1: part('a'), s: ['<p>', '', '</p>'], r: 1 }, 2: { 0: 'B', 1: part('b'), s: 1 } },
      },
      { 0: { k: { 2: { 0: 3 }, kc: 3 } }, c: { 1: { 0: 'changed' }, 3: { 0: 'D', 1: { 0: 'd' }, s: -1 } } },
      { c: { 3: { 1: { 0: 'e' } } } },
    ).slice(1),
  ).toEqual(
    ['d', 'e'].map(
      (last) =>
        `<ul><li><p>changed<b>a</b></p></li><li><p>B<b>b</b></p></li><li><p>D<b>${last}</b></p></li></ul>`,
    ),
  )
})

test('a list in a component has templates of its own beside its rows', () => {
  const row = (text: string) => ({ 0: { 0: text, s: 0 } })
  expect(
    shows(
      {
        s: ['<main>', '</main>'],
        0: 1,
        c: {
          1: {
            0: { ...list, k: { 0: row('x'), 1: row('y'), kc: 2 }, p: { 0: ['<b>', '</b>'] } },
            s: ['<ul>', '</ul>'],
            r: 1,
          },
        },
      },
      { c: { 1: { 0: { k: { 2: row('z'), kc: 3 }, p: { 0: ['<i>', '</i>'] } } } } },
    ),
  ).toEqual([
    '<main><ul><li><b>x</b></li><li><b>y</b></li></ul></main>',
    '<main><ul><li><b>x</b></li><li><b>y</b></li><li><i>z</i></li></ul></main>',
  ])
})

test('components stand in components, and a page that is sent again names them all', () => {
  expect(
    shows(
      {
        s: ['<main>', '</main>'],
        0: 1,
        c: { 1: { 0: 2, s: ['<div>', '</div>'], r: 1 }, 2: { 0: 'in', s: ['<p>', '</p>'], r: 1 } },
      },
      { c: { 2: { 0: 'inner' } } },
      { 0: 1, c: { 1: { 0: 3 }, 3: { 0: 'other', s: -2 } } },
    ).at(-1),
  ).toBe('<main><div><p>other</p></div></main>')
})
