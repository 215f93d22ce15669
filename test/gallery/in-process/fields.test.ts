import { localPubSub } from 'oriel/bus'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { colocated } from '../pages/colocated.ts'
import { dynamicInputs } from '../pages/dynamic-inputs.ts'
import { held } from '../pages/held.ts'
import { locks } from '../pages/locks.ts'
import { selects } from '../pages/selects.ts'
import { streamGuests } from '../pages/stream-guests.ts'
import { usedFields } from '../pages/used-fields.ts'

test('fields come and go, and what was typed goes with them', async () => {
  const view = await openView(dynamicInputs)
  await view.type('#person-1 input', 'Ana')
  await view.click('#add')
  await view.type('#person-2 input', 'Ben')
  await view.click('#turn')
  expect(view.text('#told')).toBe('Ben, Ana')
  await view.click('#person-1 .remove')
  expect(view.text('#told')).toBe('Ben')
})

test('the view is told of the fields that nobody has used', async () => {
  const view = await openView(usedFields)
  await view.type('#name', 'Ana')
  expect(view.text('#target')).toBe('user name')
  await view.submit('#user', { 'user[name]': 'Ana', 'user[note]': 'tea' })
  expect(view.text('#told')).toContain('"note":"tea"')
})

test('the options of a choice follow from another choice', async () => {
  const view = await openView(selects)
  await view.pushEvent('choose', { country: 'Italy', city: 'Lisbon', days: ['Monday'] })
  expect(view.texts('#city option')).toEqual(['Rome', 'Milan', 'Turin'])
  expect(view.text('#trip-told')).toBe('Rome in Italy, Monday')
})

test('what the view writes reaches every view that shows it', async () => {
  const pubsub = localPubSub()
  const names = held(pubsub)
  const [mine, theirs] = [await openView(names, { pubsub }), await openView(names, { pubsub })]
  await mine.click('#rename')
  await theirs.settled()
  expect(theirs.text('#name')).toBe('two')
})

test('a tick and a count are shown together', async () => {
  const pubsub = localPubSub()
  const view = await openView(locks(pubsub), { pubsub })
  await view.click('#send-tick')
  await view.click('#count')
  expect(view.text('#count')).toBe('1 at 1')
})

test('guests come, move and go', async () => {
  const view = await openView(streamGuests)
  await view.click('#come')
  await view.click('#move')
  expect(view.texts('.guest')).toEqual(['b is moved', 'a is calm', 'c is calm'])
  await view.click('#clear')
  expect(view.texts('.guest')).toEqual([])
})

test('a hook that stands beside its view tells it something', async () => {
  const view = await openView(colocated)
  await view.hook('#long', 'shorten', { text: 'seven' })
  expect(view.text('#short')).toBe('sev')
})
