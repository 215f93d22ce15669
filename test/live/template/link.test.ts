import { html, js, link, paths } from 'oriel'
import { renderToString } from 'oriel/server'
import { expect, test } from 'vitest'

const path = paths('/', '/rooms/:id')

test('a link to another page of the app is followed over the socket', () => {
  expect(renderToString(link({ navigate: path('/rooms/:id', { id: 1, q: 'a&b' }) }, 'Room'))).toBe(
    '<a href="/rooms/1?q=a%26b" data-phx-link="redirect" data-phx-link-state="push" >Room</a>',
  )
})

test('a link within a view patches it', () => {
  expect(renderToString(link({ patch: path('/'), replace: true }, html`<b>Home</b>`))).toBe(
    '<a href="/" data-phx-link="patch" data-phx-link-state="replace" ><b>Home</b></a>',
  )
})

test('a link that loads its page is an ordinary one', () => {
  expect(renderToString(link({ href: 'https://example.org/' }, 'Out'))).toBe(
    '<a href="https://example.org/" >Out</a>',
  )
  expect(renderToString(link({ href: path('/') }, 'Home'))).toBe('<a href="/" >Home</a>')
})

test('a link that would run a script is refused', () => {
  expect(renderToString(link({ href: 'javascript:alert(1)' }, 'x'))).toContain('href="about:blank#refused"')
})

test('whatever else a link is given stands on its tag', () => {
  const hide = js.hide('#menu')
  const shown = link({ href: '/', class: ['tab', false, 'on'], 'phx-click': hide, 'aria-current': null }, 'x')
  expect(renderToString(shown)).toBe(
    '<a href="/"  class="tab on" phx-click="[[&quot;hide&quot;,{&quot;to&quot;:&quot;#menu&quot;}]]">x</a>',
  )
})
