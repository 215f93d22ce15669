import { js, paths } from 'oriel'
import { expect, test } from 'vitest'
import { eventRef } from '../../../src/live/template/event.ts'

const on = { save: eventRef<{ id: number }>('save') }
const path = paths('/x')

test('a chain gathers its commands, and never changes', () => {
  const first = js.hide('#a')
  const second = first.show('#b')
  expect(first.commands).toEqual([['hide', { to: '#a' }]])
  expect(second.commands).toEqual([
    ['hide', { to: '#a' }],
    ['show', { to: '#b' }],
  ])
  expect(js.commands).toEqual([])
})

test('arguments that are not given do not travel', () => {
  const { commands } = js
    .hide()
    .toggle()
    .focus()
    .dispatch('x')
    .exec('data-x')
    .removeAttribute('a')
    .focusFirst()
  expect(commands).toEqual([
    ['hide', {}],
    ['toggle', {}],
    ['focus', {}],
    ['dispatch', { event: 'x' }],
    ['exec', { attr: 'data-x' }],
    ['remove_attr', { attr: 'a' }],
    ['focus_first', {}],
  ])
})

test('an event is pushed with its value, and may name what waits with it', () => {
  expect(js.push(on.save).push(on.save, { value: { id: 1 }, loading: '#m' }).commands).toEqual([
    ['push', { event: 'save' }],
    ['push', { event: 'save', value: { id: 1 }, loading: '#m' }],
  ])
})

test('classes are given as words', () => {
  const { commands } = js.addClass(' a  b ', '#x').removeClass('c').toggleClass('d', { closest: 'li' })
  expect(commands).toEqual([
    ['add_class', { names: ['a', 'b'], to: '#x' }],
    ['remove_class', { names: ['c'] }],
    ['toggle_class', { names: ['d'], to: { closest: 'li' } }],
  ])
})

test('a transition is words for its time, or all three lists', () => {
  expect(js.show('#x', { transition: 'fade in', time: 0, blocking: false }).commands).toEqual([
    ['show', { to: '#x', transition: [['fade', 'in'], [], []], time: 0, blocking: false }],
  ])
  const lists = [['a'], ['b'], ['c']] as const
  expect(js.hide(undefined, { transition: lists }).commands).toEqual([['hide', { transition: lists }]])
})

test('attributes are set by name and value', () => {
  expect(js.setAttribute('aria-expanded', 'true', { inner: 'p' }).commands).toEqual([
    ['set_attr', { attr: ['aria-expanded', 'true'], to: { inner: 'p' } }],
  ])
})

test('navigate and patch take a path of the app, and say whether they replace', () => {
  expect(js.navigate(path('/x')).patch(path('/x', { q: 1 }), { replace: true }).commands).toEqual([
    ['navigate', { href: '/x', replace: false }],
    ['patch', { href: '/x?q=1', replace: true }],
  ])
})

test('every command travels with the options that it is given', () => {
  const slide = ['slide', ['from', 'left'], 'to'] as const
  const { commands } = js
    .push(on.save, { pageLoading: true })
    .dispatch('ping', '#a', { n: 1 }, { bubbles: false, blocking: true })
    .show('#a', { display: 'flex' })
    .toggle('#a', { display: 'grid', in: slide, out: 'slide', time: 50 })
    .transition(slide, '#a', { blocking: false })
    .toggleAttribute('hidden', '')
    .toggleAttribute('aria-expanded', ['true', 'false'], { closest: 'li' })
    .ignoreAttributes('open data-*', '#a')
    .pushFocus('#a')
    .popFocus()
  const lists = [['slide'], ['from', 'left'], ['to']]
  expect(commands).toEqual([
    ['push', { event: 'save', page_loading: true }],
    ['dispatch', { event: 'ping', to: '#a', detail: { n: 1 }, bubbles: false, blocking: true }],
    ['show', { to: '#a', display: 'flex' }],
    ['toggle', { to: '#a', display: 'grid', ins: lists, outs: [['slide'], [], []], time: 50 }],
    ['transition', { transition: lists, to: '#a', blocking: false }],
    ['toggle_attr', { attr: ['hidden', ''] }],
    ['toggle_attr', { attr: ['aria-expanded', 'true', 'false'], to: { closest: 'li' } }],
    ['ignore_attrs', { attrs: ['open', 'data-*'], to: '#a' }],
    ['push_focus', { to: '#a' }],
    ['pop_focus', {}],
  ])
})

test('a chain goes on with another one, and travels in events as it stands in the page', () => {
  const chain = js.hide('#a').concat(js.show('#b'))
  expect(chain.commands).toEqual([
    ['hide', { to: '#a' }],
    ['show', { to: '#b' }],
  ])
  expect(JSON.stringify({ chain })).toBe('{"chain":[["hide",{"to":"#a"}],["show",{"to":"#b"}]]}')
})
