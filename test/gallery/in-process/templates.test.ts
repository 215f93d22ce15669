import { openView, type TestView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { attributes } from '../pages/attributes.ts'
import { conditions } from '../pages/conditions.ts'
import { lists, shuffled } from '../pages/lists.ts'
import { memo } from '../pages/memo.ts'
import { nestedLists } from '../pages/nested-lists.ts'
import { streamLimits } from '../pages/stream-limits.ts'
import { streams } from '../pages/streams.ts'

const letters = (view: TestView, list = '#list') => view.texts(`${list} > li`).join('')

for (const [button, shown] of [
  ['#append', 'abcx'],
  ['#first', 'yabc'],
  ['#second', 'azbc'],
  ['#prepend', 'uvwabc'],
  ['#update', 'aBc'],
  ['#delete', 'ac'],
  ['#both', 'bcd'],
  ['#reset', 'cde'],
  ['#empty', ''],
] as const) {
  test(`a stream of a, b and c shows "${shown}" after ${button}`, async () => {
    const view = await openView(streams)
    await view.click(button)
    expect(letters(view)).toBe(shown)
  })
}

test('a stream is filled anew when the view begins anew', async () => {
  const view = await openView(streams)
  await view.click('#reset')
  view.disconnect()
  await view.connect()
  expect(letters(view)).toBe('abc')
})

test('limits keep the first rows, and the last ones', async () => {
  const view = await openView(streamLimits)
  await view.click('#append')
  await view.click('#append')
  expect([letters(view, '#first'), letters(view, '#last')]).toEqual(['123', '234'])
  await view.click('#prepend')
  expect([letters(view, '#first'), letters(view, '#last')]).toEqual(['012', '234'])
})

test('a list is shown in the order of its items, however often they are shuffled', async () => {
  const view = await openView(lists)
  let names: readonly string[] = [...'abcdefgh']
  for (let seed = 1; seed <= 50; seed++) {
    names = shuffled(names, seed)
    await view.click('#shuffle')
    expect(letters(view, '#items')).toBe(names.join(''))
  }
})

test('rows move between lists in a list', async () => {
  const view = await openView(nestedLists)
  await view.click('#rotate')
  expect([view.texts('#red li'), view.texts('#blue li')]).toEqual([['ben'], ['ana']])
  await view.click('#swap')
  expect(view.texts('h2')).toEqual(['blue', 'red'])
})

test('one place shows one template, then another, then none', async () => {
  const view = await openView(conditions)
  const shown: string[] = []
  for (let i = 0; i < 4; i++) {
    shown.push(view.text('#shape'))
    await view.click('#next')
  }
  expect(shown).toEqual(['A circle of radius 1', 'A square of 1 by 1', '', 'A circle of radius 1'])
})

test('a memo is made anew when what it depends on is another value', async () => {
  const view = await openView(memo)
  await view.click('#add')
  expect(view.text('#report')).toBe('First report, made at 0')
  await view.click('#replace')
  expect(view.text('#report')).toBe('Next report, made at 1')
})

test('attributes are there, or are not', async () => {
  const view = await openView(attributes)
  expect(view.attribute('#field', 'disabled')).toBeNull()
  await view.click('#lock')
  await view.click('#mark')
  expect(view.attribute('#field', 'disabled')).toBe('')
  expect(view.attribute('#field', 'placeholder')).toBe('locked')
  expect(view.attribute('#card', 'class')).toBe('card locked mark-1')
  expect(view.attribute('#link', 'title')).toBe('Locked & "safe"')
})
