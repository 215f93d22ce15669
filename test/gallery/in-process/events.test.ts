import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { clicks } from '../pages/clicks.ts'
import { disable } from '../pages/disable.ts'
import { focus } from '../pages/focus.ts'
import { keys } from '../pages/keys.ts'
import { pace } from '../pages/pace.ts'

test('a click counts one, or what its binding carries', async () => {
  const view = await openView(clicks)
  await view.click('#one')
  await view.click('#five')
  expect(view.text('#count')).toBe('6')
})

test('the values of an element are cast to what the schema says', async () => {
  const view = await openView(clicks)
  await view.click('#choose')
  expect(view.text('#choice')).toBe('red, size 5')
})

test('a menu is there while it is open', async () => {
  const view = await openView(clicks)
  await view.click('#open')
  expect(view.attribute('#menu', 'phx-click-away')).toBe('close')
  await view.pushEvent('close')
  expect(view.has('#menu')).toBe(false)
})

test('keys change the level, and bring what stands in a field', async () => {
  const view = await openView(keys)
  for (const event of ['up', 'up', 'down']) await view.pushEvent(event, { key: 'any' })
  await view.pushEvent('enter', { key: 'Enter', value: 'tea' })
  await view.pushEvent('release', { key: 'Escape' })
  expect([view.text('#level'), view.text('#entered'), view.text('#released')]).toEqual(['1', 'tea', 'Escape'])
})

test('a field that is left tells its name and its text', async () => {
  const view = await openView(focus)
  await view.pushEvent('enter', { field: 'first', value: '' })
  expect(view.text('#current')).toBe('first')
  await view.pushEvent('leave', { field: 'first', value: 'one' })
  expect([view.text('#current'), view.text('#left')]).toEqual(['none', 'first: one'])
})

test('the pace is set in the browser: the view hears every event that is sent', async () => {
  const view = await openView(pace)
  await view.type('#query', 't')
  await view.type('#query', 'te')
  expect(view.text('#searched')).toBe('te (2)')
  expect(view.attribute('#query', 'phx-debounce')).toBe('400')
})

test('a form is saved', async () => {
  const view = await openView(disable)
  await view.submit('#form', { text: 'a word' })
  await view.click('#count')
  expect([view.text('#saved'), view.text('#counted')]).toEqual(['a word', '1'])
})
