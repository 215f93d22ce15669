import { html, liveView, paths, type Route, route, Type } from 'oriel'
import { expect, test } from 'vitest'
import { matchRoute } from '../../../src/live/view/route.ts'

const plain = liveView({ mount: () => ({}), render: () => html`` })
const withId = liveView({
  params: Type.Object({ id: Type.String() }),
  mount: () => ({}),
  render: () => html``,
})

const path = paths('/', '/rooms/:id', '/rooms/new')
const routes = path.routes({ '/': plain, '/rooms/:id': withId, '/rooms/new': plain })

const match = (url: string, among: readonly Route[] = routes) => {
  const found = matchRoute(among, new URL(url, 'http://test.local'))
  return found && [found.route.path, { ...found.params }]
}

test('a path is filled with its parameters, and everything else goes into the query', () => {
  expect(path('/').href).toBe('/')
  expect(path('/rooms/:id', { id: 7 }).href).toBe('/rooms/7')
  expect(path('/rooms/:id', { id: 'a', q: 'x y', n: 2, b: false }).href).toBe('/rooms/a?q=x+y&n=2&b=false')
  expect(path('/', { q: null, r: undefined }).href).toBe('/')
})

test('a path may lead to a place on its page', () => {
  expect(path('/', { '#': 'top' }).href).toBe('/#top')
  expect(path('/rooms/:id', { id: 7, q: 1, '#': 'a b#c' }).href).toBe('/rooms/7?q=1#a%20b%23c')
  expect(path('/', { '#': '' }).href).toBe('/')
})

test('a parameter cannot leave its place in the path', () => {
  expect(path('/rooms/:id', { id: 'a/b?c#d%e' }).href).toBe('/rooms/a%2Fb%3Fc%23d%25e')
})

test('what a path was filled with is what its route is given', () => {
  for (const id of ['x', 'a/b', 'ä ö', '%', '?', '&=+']) {
    expect(match(path('/rooms/:id', { id, q: id }).href)).toEqual(['/rooms/:id', { id, q: id }])
  }
})

test('the first route that fits wins', () => {
  expect(match('/rooms/new')).toEqual(['/rooms/:id', { id: 'new' }])
  expect(match('/rooms/new', routes.toReversed())).toEqual(['/rooms/new', {}])
})

test('a URL that no route fits leads nowhere', () => {
  for (const url of ['/x', '/rooms', '/rooms/a/b', '/rooms/%E0%A4%A']) expect(match(url)).toBeUndefined()
})

test('the query is among the parameters, and the path wins over it', () => {
  expect(match('/rooms/7?id=8&q=1&q=2')).toEqual(['/rooms/:id', { id: '7', q: '2' }])
})

test('a slash at the end makes no difference', () => {
  expect(match('/rooms/7/')).toEqual(['/rooms/:id', { id: '7' }])
})

test('a path without a view is an error that names it', () => {
  expect(() => path.routes({ '/': plain, '/rooms/:id': withId } as never)).toThrow(
    'The path "/rooms/new" has no view. Give routes() one for it.',
  )
})

test('a route is a pattern with its view', () => {
  expect(route('/rooms/:id', withId)).toEqual({ path: '/rooms/:id', view: withId })
})

test.each(['', '.', '..'])('a parameter that would lead to another page, "%s", is refused', (id) => {
  expect(() => paths('/rooms/:id')('/rooms/:id', { id })).toThrow('cannot stand for :id in /rooms/:id')
})
