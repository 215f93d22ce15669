import { paths } from 'oriel'
import { openPath, openView, type TestView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { logLines } from '../../support/log-lines.ts'
import { layout } from '../layout.ts'
import { shuffled } from '../pages/lists.ts'
import { arrival } from '../pages/navigate.ts'
import { nested } from '../pages/nested.ts'
import { nestedForms } from '../pages/nested-forms.ts'
import { nestedNavigation } from '../pages/nested-navigation.ts'
import { nestedRows } from '../pages/nested-rows.ts'
import { sticky, stickyElsewhere } from '../pages/sticky.ts'

test('each nested view counts for itself, and so does the one within', async () => {
  const view = await openView(nested)
  for (const button of ['#ana .greet', '#ben .greet', '#ben .greet', '#click-Ana', '#add']) {
    await view.click(button)
  }
  expect(view.texts('#count, .greetings, #click-Ana')).toEqual([
    '1',
    'Ana was greeted 1 times',
    'Ana clicked 1 times',
    'Ben was greeted 2 times',
  ])
})

test('a nested view that crashes begins anew, and the others hold what they have', async () => {
  const { log, lines } = logLines()
  const view = await openView(nested, { log })
  for (const button of ['#ana .greet', '#click-Ana', '#ben .greet', '#add']) await view.click(button)
  await expect(view.click('#ana .crash')).rejects.toThrow('The view has failed')
  await view.settled()
  expect(view.texts('#count, .greetings, #click-Ana')).toEqual([
    '1',
    'Ana was greeted 0 times',
    'Ana clicked 0 times',
    'Ben was greeted 1 times',
  ])
  expect(lines.map(({ code }) => code)).toContain('turn_failed')
})

const lamps = (view: TestView) => view.texts('#lamps button')

test('views in a list stay on while they are shuffled, and begin anew after they were away', async () => {
  const view = await openView(nestedRows)
  await view.click('#lamp-a button')
  let names: readonly string[] = [...'abcd']
  for (let seed = 1; seed <= 10; seed++) {
    names = shuffled(names, seed)
    await view.click('#shuffle')
    expect(lamps(view)).toEqual(names.map((name) => `${name} is ${name === 'a' ? 'on' : 'off'}`))
  }
  await view.click('#drop')
  await view.click('#restore')
  expect(lamps(view)).toEqual(['a is off', 'b is off', 'c is off', 'd is off'])
})

test('a nested view takes the page to another URL, and then to another view', async () => {
  const path = paths('/nested-navigation', '/navigate/:place')
  const routes = path.routes({ '/nested-navigation': nestedNavigation, '/navigate/:place': arrival })
  const view = await openPath('/nested-navigation', { routes, layout })
  await view.click('#turn')
  await view.settled()
  expect([view.path, view.text('h1'), view.text('#turns')]).toEqual([
    '/nested-navigation?page=2',
    'Page 2',
    '1',
  ])
  await view.click('#leave')
  const next = await view.follow()
  expect([next.text('h1'), next.text('#flash-info')]).toEqual([
    'Arrived by nested',
    'The nested view sent you.',
  ])
})

test('a sticky view plays on from page to page, and ends where it is not shown', async () => {
  const path = paths('/sticky', '/sticky/elsewhere', '/navigate/:place')
  const routes = path.routes({
    '/sticky': sticky,
    '/sticky/elsewhere': stickyElsewhere,
    '/navigate/:place': arrival,
  })
  const here = await openPath('/sticky', { routes })
  await here.click('#turn')
  await here.click('#elsewhere')
  const elsewhere = await here.follow()
  expect([elsewhere.text('h1'), elsewhere.text('#turn')]).toEqual(['Elsewhere', 'Playing'])
  await elsewhere.click('#away')
  expect((await elsewhere.follow()).has('#player')).toBe(false)
})

test('forms stand in a view, in its component, in a nested view, and in the component of that', async () => {
  const view = await openView(nestedForms)
  for (const place of ['outer', 'outer-aside', 'inner', 'inner-aside']) {
    await view.type(`#${place}-text`, place)
    expect(view.text(`#${place}-told`)).toBe(place)
  }
})
