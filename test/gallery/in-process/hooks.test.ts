import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { commands } from '../pages/commands.ts'
import { hooks } from '../pages/hooks.ts'
import { ignore } from '../pages/ignore.ts'
import { pushes } from '../pages/pushes.ts'

test('a hook that asks is given the reply', async () => {
  const view = await openView(pushes)
  expect(await view.pushEvent('ask', { number: 12 })).toEqual({ square: 144 })
})

test('what the view pushes comes with its payload', async () => {
  const view = await openView(pushes)
  await view.click('#greet')
  await view.click('#greet')
  expect(view.events).toEqual([
    ['greeted', { greetings: 1 }],
    ['greeted', { greetings: 2 }],
  ])
})

test('the element of a hook changes, goes and comes back', async () => {
  const view = await openView(hooks)
  await view.click('#change')
  expect(view.attribute('#diary', 'data-value')).toBe('2')
  await view.click('#toggle')
  expect(view.has('#diary')).toBe(false)
  await view.click('#toggle')
  expect(view.text('#diary')).toBe('Value 2')
})

test('an element that is ignored is sent like any other', async () => {
  const view = await openView(ignore)
  await view.click('#count')
  expect(view.attribute('#ignored', 'data-count')).toBe('1')
})

test('commands stand in the page as JSON, with the event that they push', async () => {
  const view = await openView(commands)
  expect(JSON.parse(view.attribute('#count', 'phx-click') ?? '')).toEqual([
    ['push', { event: 'count' }],
    ['add_class', { names: ['counted'], to: { closest: 'main' } }],
  ])
  await view.click('#count')
  expect(view.text('#box')).toBe('Counted 1')
})
