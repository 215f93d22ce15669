import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { commands } from '../pages/commands.ts'
import { hooks } from '../pages/hooks.ts'
import { ignore } from '../pages/ignore.ts'
import { kept } from '../pages/kept.ts'
import { pushes } from '../pages/pushes.ts'
import { scripts } from '../pages/scripts.ts'
import { transitions } from '../pages/transitions.ts'
import { windowPage } from '../pages/window.ts'

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

test('a chain that the view pushes travels as its commands', async () => {
  const view = await openView(scripts)
  await view.click('#direct')
  expect(view.pushed('direct')).toEqual([
    {
      commands: [
        ['add_class', { names: ['told'] }],
        ['set_attr', { attr: ['title', 'told'] }],
      ],
    },
  ])
})

test('an event that is to come before its patch says so', async () => {
  const view = await openView(scripts)
  await view.click('#early')
  expect(view.events).toEqual([
    ['seen', { when: 'before' }, true],
    ['seen', { when: 'after' }],
  ])
})

test('what a chain pushes reaches the view, whatever plays before it', async () => {
  const view = await openView(transitions)
  for (const button of ['#slow', '#aside', '#hold']) await view.click(button)
  expect(view.text('#count')).toBe('3')
  const page = await openView(kept)
  await page.click('#wait')
  expect(page.text('#counted')).toBe('10')
})

test('a key on the body is heard by the window', async () => {
  const view = await openView(windowPage)
  await view.keydown('body', 'Escape')
  expect(view.text('#told')).toBe('Escape')
})
