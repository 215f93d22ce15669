import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { logLines } from '../../support/log-lines.ts'
import { layout } from '../layout.ts'
import { errors } from '../pages/errors.ts'
import { flash } from '../pages/flash.ts'
import { loop } from '../pages/loop.ts'
import { arrival, navigate } from '../pages/navigate.ts'
import { params } from '../pages/params.ts'
import { patch } from '../pages/patch.ts'
import { places } from '../pages/places.ts'
import { redirects } from '../pages/redirects.ts'
import { title } from '../pages/title.ts'

test('the URL says which page is shown', async () => {
  const view = await openView(patch, { params: { page: '3' } })
  expect(view.texts('h1, #visits, #way')).toEqual(['Page 3', '1', 'load'])
  expect(view.attribute('#push', 'href')).toBe('/patch?page=2')
})

test('a view leaves for another, or has a page loaded', async () => {
  const sent = await openView(navigate)
  await sent.click('#server-push')
  expect(sent.left).toEqual({ to: '/navigate/server', kind: 'navigate' })
  const loaded = await openView(navigate)
  await loaded.click('#load')
  expect(loaded.left).toEqual({ to: '/navigate/loaded', kind: 'redirect' })
})

test('one arrives by what the path says', async () => {
  const view = await openView(arrival, { params: { place: 'boat' } })
  expect(view.text('h1')).toBe('Arrived by boat')
})

test('links lead to places on a page, and on another', async () => {
  const view = await openView(places, { params: { name: 'first' } })
  expect(view.attribute('#to-line', 'href')).toBe('#line-30')
  expect(view.attribute('#to-other-line', 'href')).toBe('/places/other#line-20')
  expect([view.texts('#notes li').length, view.text('#line-20')]).toEqual([40, 'Line 20'])
})

test('a mount leads elsewhere before anything is shown', async () => {
  const away = await openView(redirects, { params: { to: 'view' } })
  expect([away.left, away.deadHtml]).toEqual([{ to: '/navigate/mount', kind: 'navigate' }, ''])
  const dead = await openView(redirects, { params: { to: 'dead' } })
  expect(dead.left).toEqual({ to: '/dead', kind: 'redirect' })
})

test('a loop is still until it is started', async () => {
  const view = await openView(loop, { params: { round: '4' } })
  expect(view.text('#state')).toBe('still, round 4')
})

test('parameters are cast by their schema, and those that do not fit open no page', async () => {
  const view = await openView(params, { params: { id: '41', sort: 'age', all: 'true' } })
  expect(view.texts('h1, #sort, #all')).toEqual(['Number 42 comes next', 'Sorted by age', 'All of them'])
  for (const wrong of [{ id: 'x' }, { id: '0' }, { id: '1', sort: 'color' }, {}] as Record<
    string,
    string
  >[]) {
    await expect(openView(params, { params: wrong })).rejects.toMatchObject({ code: 'invalid_params' })
  }
})

test('a flash is closed by its kind, or all at once', async () => {
  const view = await openView(flash, { layout })
  await view.click('#tell-info')
  await view.click('#tell-error')
  expect(view.texts('.o-flash')).toEqual(['It went wrong.', 'It is done.'])
  await view.click('#flash-info button')
  expect(view.texts('.o-flash')).toEqual(['It went wrong.'])
  await view.click('#clear')
  expect(view.texts('.o-flash')).toEqual([])
})

test('the title follows the name', async () => {
  const view = await openView(title)
  expect(view.title).toBe('Untitled')
  await view.submit('#rename', { name: 'Plans' })
  expect(view.title).toBe('Plans')
})

test('an event that crashes ends the view, and one that is refused does not', async () => {
  const { log, lines } = logLines()
  const view = await openView(errors, { log })
  expect(await view.pushEvent('nobody_declared_this')).toEqual({ error: { code: 'unknown_event' } })
  expect(await view.pushEvent('add', { by: 'many' })).toEqual({ error: { code: 'invalid_payload' } })
  await view.click('#add')
  expect(view.text('#count')).toBe('1')
  await expect(view.click('#crash')).rejects.toThrow('The view has failed')
  expect(lines.at(-1)).toMatchObject({ level: 'error', code: 'turn_failed' })
})

test('a crash in mount opens no page', async () => {
  await expect(openView(errors, { params: { crash: 'mount' } })).rejects.toThrow('planted in mount')
})
