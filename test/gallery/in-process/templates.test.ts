import { paths } from 'oriel'
import { openPath, openView, type TestView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { attributes } from '../pages/attributes.ts'
import { conditions } from '../pages/conditions.ts'
import { edges } from '../pages/edges.ts'
import { focusWrap } from '../pages/focus-wrap.ts'
import { lists, shuffled } from '../pages/lists.ts'
import { memo } from '../pages/memo.ts'
import { arrival } from '../pages/navigate.ts'
import { nestedLists } from '../pages/nested-lists.ts'
import { nestedStreams } from '../pages/nested-streams.ts'
import { portal } from '../pages/portal.ts'
import { portals } from '../pages/portals.ts'
import { slots } from '../pages/slots.ts'
import { streamLimits } from '../pages/stream-limits.ts'
import { streams } from '../pages/streams.ts'
import { tags } from '../pages/tags.ts'
import { temporary } from '../pages/temporary.ts'

const letters = (view: TestView, list = '#list') => view.texts(`${list} > li`).join('')

for (const [button, shown] of [
  ['#append', 'abcx'],
  ['#first', 'yabc'],
  ['#second', 'azbc'],
  ['#prepend', 'uvwabc'],
  ['#update', 'aBc'],
  ['#refresh', 'abC'],
  ['#refresh-none', 'abc'],
  ['#delete-by-id', 'bc'],
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

test('whoever scrolls back keeps the first rows', async () => {
  const view = await openView(streamLimits)
  await view.click('#back')
  expect(letters(view, '#last')).toBe('-101')
})

test('streams go where the rows go that they stand in', async () => {
  const view = await openView(nestedStreams)
  await view.click('#say-attic')
  await view.click('#turn')
  expect(view.texts('#rooms li')).toEqual(['hello', 'dust', 'boo'])
  await view.click('#file')
  expect(letters(view, '#in-folder')).toBe('one')
  await view.click('#rename')
  expect(letters(view, '#in-folder')).toBe('onetwo')
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

test('what stands in slots follows, and a slot may be empty', async () => {
  const view = await openView(slots)
  await view.click('#count')
  expect([view.text('#card h2'), view.has('#card footer')]).toEqual(['Inbox (1)', false])
  await view.click('#sign')
  await view.click('#swap')
  expect(view.text('#card footer')).toBe('Signed')
  expect(view.texts('#table th, #table td')).toEqual(['Name', 'Role', 'Ana', '', 'Ben', 'admin'])
})

test('a tag takes another name as links patch, and another link leads away', async () => {
  const path = paths('/tags', '/navigate/:place')
  const view = await openPath('/tags', {
    routes: path.routes({ '/tags': tags, '/navigate/:place': arrival }),
  })
  await view.click('#level-4')
  expect(view.text('h4#heading')).toBe('A heading of level 4')
  expect(view.text('#levels')).toBe('Level 1 or Level 2 or Level 3')
  expect(view.patches).toEqual([{ to: '/tags?level=4', kind: 'replace' }])
  await view.click('#away')
  expect((await view.follow()).text('h1')).toBe('Arrived by link')
})

test('what stands in a portal is in a template until the browser moves it', async () => {
  const view = await openView(portal)
  expect(view.attribute('template#tip', 'data-phx-portal')).toBe('body')
  await view.click('#toggle')
  expect(view.has('#tip')).toBe(false)
})

test('a dialog that keeps the focus comes and goes', async () => {
  const view = await openView(focusWrap)
  await view.click('#open')
  expect(view.attribute('#dialog', 'role')).toBe('dialog')
  await view.click('#close')
  expect(view.has('#dialog')).toBe(false)
})

test('a portal stands in the template of another one', async () => {
  const view = await openView(portals)
  expect(view.attribute('template#outer', 'data-phx-portal')).toBe('body')
  await view.click('#toggle')
  expect(view.has('template#outer')).toBe(false)
})

test('a list that is scrolled keeps three pages, and begins anew when it is overrun', async () => {
  const view = await openView(edges)
  for (let page = 2; page <= 4; page++) await view.pushEvent('next', { id: 'lines-1' })
  expect(view.count('#lines li')).toBe(60)
  await view.pushEvent('previous', { id: 'lines-20' })
  expect(view.text('#pages')).toBe('1–3, overran 0')
  await view.pushEvent('previous', { id: 'lines-0', _overran: true })
  expect(view.text('#pages')).toBe('1–1, overran 1')
})

test('a temporary value is let go once the browser has it, and its HTML stays', async () => {
  const view = await openView(temporary)
  expect([view.count('#report li'), view.text('#held')]).toEqual([100, 'in memory'])
  await view.click('#add')
  expect([view.texts('#count, #held'), view.count('#report li')]).toEqual([['1', 'let go'], 100])
  await view.click('#next')
  expect(view.texts('#held, #report li').slice(0, 2)).toEqual(['in memory', 'Line 101'])
})
