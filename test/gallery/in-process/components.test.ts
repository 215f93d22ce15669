import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { componentAsync } from '../pages/component-async.ts'
import { componentForm } from '../pages/component-form.ts'
import { componentLists } from '../pages/component-lists.ts'
import { componentLoader } from '../pages/component-loader.ts'
import { componentStreams } from '../pages/component-streams.ts'
import { componentVisibility } from '../pages/component-visibility.ts'
import { components } from '../pages/components.ts'
import { shuffled } from '../pages/lists.ts'

test('each component counts for itself, by what it is given', async () => {
  const view = await openView(components)
  await view.click('#counter-ana button')
  await view.click('#counter-ben button')
  await view.click('#rename')
  expect(view.texts('b')).toEqual(["Ana's pears: 1", "Ben's pears: 5"])
  await view.click('#tell')
  await view.click('#counter-ben button')
  expect(view.texts('b')).toEqual(["Ana's pears: 1", "Ben's pears: 15"])
})

test('components keep what they hold wherever their rows go', async () => {
  const view = await openView(componentLists)
  await view.click('#counter-c button')
  let names: readonly string[] = [...'abcde']
  for (let seed = 1; seed <= 20; seed++) {
    names = shuffled(names, seed)
    await view.click('#shuffle')
    expect(view.texts('#left b')).toEqual(names.map((name) => `${name}: ${name === 'c' ? 1 : 0}`))
  }
  for (let i = 0; i < 5; i++) await view.click('#move')
  expect(view.texts('#right b')).toEqual(
    [...names.toReversed(), 'x', 'y'].map((name) => `${name}: ${name === 'c' ? 1 : 0}`),
  )
})

test('a component moves between two places with the one inside', async () => {
  const view = await openView(componentVisibility)
  await view.click('.open')
  await view.click('#counter-in-panel button')
  await view.click('#move')
  expect(view.text('#below #counter-in-panel b')).toBe('Inside: 1')
  expect(view.has('#above section')).toBe(false)
})

test('a form is checked and saved by its component', async () => {
  const view = await openView(componentForm)
  await view.submit('#home', { street: ' ' })
  expect(view.text('#home .o-errors')).toBe('Give a street.')
  await view.submit('#home', { street: 'Elm Road' })
  expect([view.text('#home .saved'), view.text('#work .saved')]).toEqual(['Elm Road', ''])
})

test('forms of components are recovered after a lost connection', async () => {
  const view = await openView(componentForm)
  await view.change('#home', { street: 'Elm Road' })
  await view.change('#work', { street: 'Oak Road' })
  view.disconnect()
  await view.connect()
  expect(view.texts('.typed')).toEqual(['Elm Road', 'Oak Road'])
})

test('each component has a stream of its own', async () => {
  const view = await openView(componentStreams)
  await view.click('#low .add')
  await view.click('#high .add')
  expect([view.texts('#low-list li'), view.texts('#high-list li')]).toEqual([
    ['1', '2'],
    ['100', '101'],
  ])
  await view.click('#low .clear')
  await view.click('#count')
  expect([view.texts('#low-list li'), view.texts('#high-list li')]).toEqual([[], ['100', '101']])
})

test('a component loads beside the turns, and says when it cannot', async () => {
  const view = await openView(componentAsync)
  expect(view.deadHtml).toContain('Looking…')
  await view.tasksDone()
  expect(view.text('#weather')).toBe('Sun in Lisbon')
  await view.click('#atlantis')
  await view.tasksDone()
  expect(view.text('#weather')).toBe('Atlantis has sunk')
})

test('components are loaded together, those that are new and those that changed', async () => {
  const view = await openView(componentLoader)
  expect(view.texts('#posts span')).toEqual(['Ana (3)', 'Ben (3)', 'Ana (3)'])
  await view.click('#more')
  await view.click('#hand')
  expect(view.texts('#posts span')).toEqual(['Ben (1)', 'Ben (3)', 'Ana (3)', 'Ben (2)', 'nobody (2)'])
})

test('a component that was hidden has forgotten everything, and so has the one inside', async () => {
  const view = await openView(componentVisibility)
  await view.click('.open')
  await view.click('#counter-in-panel button')
  await view.click('#hide')
  await view.settled()
  await view.click('#show')
  expect(view.text('#panel h2')).toBe('A panel, closed')
  await view.click('.open')
  expect(view.text('#counter-in-panel b')).toBe('Inside: 0')
})
