import { html, liveSession, liveView, navigate, paths, Type } from 'oriel'
import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'

const path = paths('/', '/sign-in')

const greeting = liveView({
  actions: ['show', 'edit'],
  session: Type.Object({ user: Type.Object({ name: Type.String() }) }),
  mount: ({ session, action }) => ({ user: session.user, action }),
  render: ({ user, action }) => html`<h1>${user.name}</h1><p>${action}</p>`,
})

const signedIn = liveSession({
  name: 'signed-in',
  data: Type.Object({ name: Type.Optional(Type.String()) }),
  onMount: ({ session: { data } }) =>
    data.name ? { user: { name: data.name } } : navigate(path('/sign-in')),
})

test('a view behind a live session is tested with the data of a session', async () => {
  const view = await openView(signedIn(greeting), { data: { name: 'Ana' } })
  expect(view.deadHtml).toContain('<h1>Ana</h1>')
  expect(view.text('h1')).toBe('Ana')
})

test('a check that leads elsewhere is where the view has gone', async () => {
  const view = await openView(signedIn(greeting))
  expect(view.left).toEqual({ to: '/sign-in', kind: 'navigate' })
})

test('a view is tested without its live session, by what that would supply', async () => {
  const view = await openView(greeting, { supplied: { user: { name: 'Ben', role: 'admin' } } })
  expect(view.text('h1')).toBe('Ben')
})

test('a view is tested for one of its actions, wherever that is chosen', async () => {
  for (const view of [signedIn(greeting.action('edit')), signedIn(greeting).action('edit')]) {
    expect((await openView(view, { data: { name: 'Ana' } })).text('p')).toBe('edit')
  }
})

test('a view gets only those keys of what is supplied that it declares', async () => {
  const curious = liveView({
    session: Type.Object({ name: Type.String() }),
    mount: ({ session }) => ({ keys: Object.keys(session).join() }),
    render: ({ keys }) => html`<p>${keys}</p>`,
  })
  expect((await openView(curious, { supplied: { name: 'x', secret: 'y' } })).text('p')).toBe('name')
})

test('what a view is supplied with may be of a class, and stays the object that it is', async () => {
  const at = new Date(0)
  const dated = liveView({
    session: Type.Object({ at: Type.Unsafe<Date>({}) }),
    mount: ({ session }) => ({ isSame: session.at === at }),
    render: ({ isSame }) => html`<p>${isSame ? 'same' : 'other'}</p>`,
  })
  expect((await openView(dated, { supplied: { at } })).text('p')).toBe('same')
})

test('an action that is not declared is refused with those that are', () => {
  expect(() => greeting.action('delete' as never)).toThrow(
    'The action "delete" is not declared. Declared actions: show, edit.',
  )
})
