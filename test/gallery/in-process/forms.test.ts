import { openView, type TestView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { form } from '../pages/form.ts'
import { inputs } from '../pages/inputs.ts'
import { orderLive } from '../pages/order.ts'
import { recovery } from '../pages/recovery.ts'
import { triggerAction } from '../pages/trigger-action.ts'

test('a field that nobody has used yet has no error', async () => {
  const view = await openView(form)
  await view.change('#person', { email: 'ana' })
  expect(view.text('#person-email-error')).toBe('is not an e-mail address')
  expect(view.attribute('#person-email', 'aria-invalid')).toBe('true')
  expect(view.text('#person-name-error')).toBe('')
  expect(view.attribute('#person-name', 'aria-invalid')).toBeNull()
})

test('an error goes when its field is mended', async () => {
  const view = await openView(form)
  await view.type('#person-email', 'ana')
  await view.type('#person-email', 'ana@example.com')
  expect(view.text('#person-email-error')).toBe('')
})

test('a submit shows the errors of all fields, or saves and empties the form', async () => {
  const view = await openView(form)
  await view.submit('#person', { name: ' ', email: 'ana' })
  expect(view.texts('.o-error')).toEqual(['Give a name.', 'is not an e-mail address'])
  await view.submit('#person', { name: 'Ana <3', email: 'ana@example.com' })
  expect(view.text('#saved')).toBe('Saved Ana <3 <ana@example.com>')
  expect(view.attribute('#person-name', 'value')).toBe('')
})

const filledIn = {
  text: 'Tea',
  email: 'ana@example.com',
  password: 'a secret',
  url: '',
  number: '7',
  price: '0.75',
  range: '55',
  date: '2026-02-28',
  time: '09:30',
  moment: '2026-02-28T09:30',
  month: '2026-02',
  week: '2026-W09',
  notes: '\nTwo\nlines',
  size: 'medium',
  country: 'nz',
  'fruits[]': ['apple', 'cherry'],
  'days[]': ['Sunday'],
  pay: 'card',
  gift: true,
  terms: true,
}

test('what is filled into inputs of every kind arrives with the types of the schema', async () => {
  const view = await openView(inputs)
  await view.submit('#all', filledIn)
  const { url: _, 'fruits[]': fruits, 'days[]': days, ...expected } = filledIn
  expect(JSON.parse(view.text('#saved'))).toEqual({
    ...expected,
    fruits,
    days,
    source: 'gallery',
    color: '#3f4fc4',
    number: 7,
    price: 0.75,
    range: 55,
  })
})

test('what was typed stands in the inputs again, also where it does not fit', async () => {
  const view = await openView(inputs)
  await view.submit('#all', { ...filledIn, text: 'x', number: '77', 'days[]': [], terms: false })
  expect(view.has('#saved')).toBe(false)
  expect([view.value('#all-text'), view.value('#all-number'), view.value('#all-notes')]).toEqual([
    'x',
    '77',
    '\nTwo\nlines',
  ])
  expect([view.value('#all-fruits'), view.value('#all-country'), view.value('#all-moment')]).toEqual([
    'apple,cherry',
    'nz',
    '2026-02-28T09:30',
  ])
  expect([view.checked('#all-pay-1'), view.checked('#all-gift'), view.checked('#all-terms')]).toEqual([
    true,
    true,
    false,
  ])
  expect(view.texts('.o-error')).toEqual([
    'should be at least 2 character(s)',
    'must be at most 10',
    'should have at least 1 item(s)',
    'must be accepted',
  ])
})

test('the browser is told what the schema says', async () => {
  const view = await openView(inputs)
  const attributesOf = (name: string, ...names: readonly string[]) =>
    names.map((each) => view.attribute(`#all-${name}`, each))
  expect(attributesOf('text', 'type', 'required', 'minlength', 'maxlength')).toEqual(['text', '', '2', '20'])
  expect(attributesOf('number', 'type', 'required', 'min', 'max', 'step')).toEqual([
    'number',
    '',
    '1',
    '10',
    '1',
  ])
  expect(attributesOf('price', 'type', 'required', 'min', 'step')).toEqual(['number', null, '0', '0.25'])
  expect(attributesOf('tel', 'type', 'pattern')).toEqual(['tel', '\\+?[0-9 ]+'])
  expect(
    [attributesOf('email', 'type'), attributesOf('url', 'type'), attributesOf('date', 'type')].flat(),
  ).toEqual(['email', 'url', 'date'])
  expect(attributesOf('gift', 'type', 'required')).toEqual(['checkbox', null])
  expect(attributesOf('terms', 'type', 'required')).toEqual(['checkbox', ''])
})

/** The rows of the order, each with its key and what stands in it. */
const rows = (view: TestView): readonly string[] => {
  const keys = [...view.html.matchAll(/<div id="order-items-(\d+)"/g)].map(([, key]) => key)
  return keys.map((key) => `${key}:${view.value(`#order-items-${key}-what`)}`)
}

test('rows of a list are added, moved and taken away, and keep what was typed', async () => {
  const view = await openView(orderLive)
  await view.click('#add')
  await view.change('#order', { 'order[items][1][what]': 'Cake' })
  await view.click('#add')
  expect(rows(view)).toEqual(['0:Tea', '1:Cake', '2:'])
  await view.click('#order-items-1 button[name*=up]')
  expect(rows(view)).toEqual(['1:Cake', '0:Tea', '2:'])
  await view.click('#order-items-1 button[name*=down]')
  await view.click('#order-items-0 button[name*=drop]')
  expect(rows(view)).toEqual(['1:Cake', '2:'])
  await view.submit('#order', { 'order[items][2][what]': 'Milk', 'order[items][2][count]': '3' })
  expect(JSON.parse(view.text('#sent'))).toEqual({
    items: [
      { what: 'Cake', count: 1 },
      { what: 'Milk', count: 3 },
    ],
  })
})

test('the first row cannot go up, nor the last one down; a list without rows is empty', async () => {
  const view = await openView(orderLive)
  await view.click('#add')
  expect(view.attribute('#order-items-0 button[name*=up]', 'disabled')).toBe('')
  expect(view.attribute('#order-items-0 button[name*=down]', 'disabled')).toBeNull()
  expect(view.attribute('#order-items-1 button[name*=down]', 'disabled')).toBe('')
  await view.click('#order-items-0 button[name*=drop]')
  await view.click('#order-items-1 button[name*=drop]')
  expect(rows(view)).toEqual([])
  await view.submit('#order')
  expect(view.text('#lines-error')).toBe('should have at least 1 item(s)')
})

test('a new row has the defaults of the schema, and no error before somebody has used it', async () => {
  const view = await openView(orderLive)
  await view.click('#add')
  expect(view.value('#order-items-1-count')).toBe('1')
  await view.change('#order', { 'order[items][0][what]': '', 'order[items][0][count]': '12' })
  expect(view.texts('.o-error')).toEqual(["can't be blank", 'must be at most 9'])
  expect(view.text('#order-items-0-count-error')).toBe('must be at most 9')
})

test('rows come back after a lost connection, as they were', async () => {
  const view = await openView(orderLive)
  await view.click('#add')
  await view.change('#order', { 'order[items][1][what]': 'Cake', 'order[table]': '4' })
  await view.click('#order-items-1 button[name*=up]')
  view.disconnect()
  await view.connect()
  expect(rows(view)).toEqual(['1:Cake', '0:Tea'])
  expect(view.value('#order-table')).toBe('4')
})

test('a view that begins anew has forgotten its forms until they are told again', async () => {
  const view = await openView(recovery)
  await view.pushEvent('draft', { text: 'socks', size: 'large', gift: true })
  expect(view.text('#order')).toBe('large socks, as a gift')
  view.disconnect()
  await view.connect()
  expect(view.text('#order')).toBe('small')
  await view.pushEvent('restore', { number: '7' })
  expect(view.text('#number-told')).toBe('7, restored')
})

test('a form is left to the browser once its word is right', async () => {
  const view = await openView(triggerAction)
  await view.submit('#form', { word: 'now' })
  expect(view.text('#form-word-error')).toBe('Say the magic word.')
  expect(view.attribute('#form', 'phx-trigger-action')).toBeNull()
  await view.submit('#form', { word: 'please' })
  expect(view.attribute('#form', 'phx-trigger-action')).toBe('')
})
