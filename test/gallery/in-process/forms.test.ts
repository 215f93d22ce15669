import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { form } from '../pages/form.ts'
import { recovery } from '../pages/recovery.ts'
import { triggerAction } from '../pages/trigger-action.ts'

test('a field that nobody has used yet has no error', async () => {
  const view = await openView(form)
  await view.pushEvent('check', { name: '', _unused_name: '', email: 'ana' })
  expect(view.text('#email-error')).toBe('Give an e-mail address.')
  expect(view.has('#name-error')).toBe(false)
})

test('an error goes when its field is mended', async () => {
  const view = await openView(form)
  await view.type('#email', 'ana')
  await view.type('#email', 'ana@example.com')
  expect(view.has('#email-error')).toBe(false)
})

test('a submit shows the errors of all fields, or saves and empties the form', async () => {
  const view = await openView(form)
  await view.submit('#person', { name: ' ', email: 'ana' })
  expect(view.texts('.error')).toEqual(['Give a name.', 'Give an e-mail address.'])
  await view.submit('#person', { name: 'Ana <3', email: 'ana@example.com' })
  expect(view.text('#saved')).toBe('Saved Ana <3 <ana@example.com>')
  expect(view.attribute('#name', 'value')).toBe('')
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
  expect(view.text('#problem')).toBe('Say the magic word.')
  expect(view.attribute('#form', 'phx-trigger-action')).toBeNull()
  await view.submit('#form', { word: 'please' })
  expect(view.attribute('#form', 'phx-trigger-action')).toBe('')
})
