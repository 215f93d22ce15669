import { navigate, paths, redirect } from 'oriel'
import { expect, test } from 'vitest'

test('redirect takes a path of this site or a URL of the web', () => {
  for (const url of ['/', '/a?b=c#d', 'http://example.com', 'HTTPS://example.com/x']) {
    expect(redirect(url)).toMatchObject({ kind: 'redirect', to: url })
  }
})

test('redirect refuses what would run a script or pass for a path of this site', () => {
  const refused = [
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.com',
    '/\\example.com',
    '/a\\b',
    '/a\nb',
    '/\t/x',
    'a',
    '',
  ]
  for (const url of refused) {
    expect(() => redirect(url)).toThrow(
      `redirect() was given "${url}". Give it a path of this site or an http(s) URL.`,
    )
  }
})

test('navigate takes a path that the app has', () => {
  const path = paths('/rooms/:id')
  const flash = { info: 'Welcome' }
  expect(navigate(path('/rooms/:id', { id: 7 }), { flash })).toMatchObject({
    kind: 'navigate',
    to: '/rooms/7',
    flash,
  })
})

test('redirect may say with which status a page has moved', () => {
  expect(redirect('/new', { status: 301 }).status).toBe(301)
  expect(redirect('/new').status).toBeUndefined()
})
