import { paths } from 'oriel'
import { openPath, openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { layout } from '../layout.ts'
import { actions } from '../pages/actions.ts'
import { missing } from '../pages/missing.ts'
import { nested } from '../pages/nested.ts'
import { oldBuild } from '../pages/old-build.ts'
import { report } from '../pages/report.ts'
import { sticky } from '../pages/sticky.ts'
import { Accounts } from '../sign-in/accounts.ts'
import { members, profile, signedIn, signIn } from '../sign-in/views.ts'

const path = paths('/sign-in', '/members', '/members/profile')

/** The pages around the sign-in. */
function guarded() {
  const accounts = new Accounts()
  const forMembers = signedIn(accounts)
  const routes = path.routes({
    '/sign-in': signIn,
    '/members': forMembers(members),
    '/members/profile': forMembers(profile),
  })
  return { accounts, routes }
}

test('whoever is not signed in is led to the sign-in, which says why', async () => {
  const { routes } = guarded()
  const refused = await openPath('/members', { routes, layout })
  expect(refused.left).toEqual({ to: '/sign-in', kind: 'navigate' })
  const view = await refused.follow()
  expect([view.text('h1'), view.text('#flash-error')]).toEqual(['Sign in', 'Sign in first.'])
})

test('whoever is signed in goes from page to page, until the store knows of no sign-in', async () => {
  const { accounts, routes } = guarded()
  const ana = { name: 'Ana' }
  const home = await openPath('/members', { routes, data: { signIn: accounts.begin(ana) } })
  expect(home.text('h1')).toBe('Home of Ana')
  await home.click('#profile')
  const view = await home.follow()
  expect(view.text('h1')).toBe('Profile of Ana')
  accounts.endAll(ana)
  view.disconnect()
  await view.connect()
  expect(view.left).toEqual({ to: '/sign-in', kind: 'navigate' })
})

test('the form of the sign-in is sent to an ordinary route', async () => {
  const view = await openPath('/sign-in', { routes: guarded().routes })
  await view.submit('#sign-in', { name: 'Ana', password: 'apple' })
  expect(view.left).toMatchObject({
    to: '/session',
    kind: 'form',
    method: 'post',
    body: expect.stringContaining('name=Ana&password=apple'),
  })
})

test('a view is shown for the action of its route, and patches itself to the other', async () => {
  const path = paths('/notes/:id', '/notes/:id/edit')
  const routes = path.routes({
    '/notes/:id': actions.action('show'),
    '/notes/:id/edit': actions.action('edit'),
  })
  const view = await openPath('/notes/7/edit', { routes })
  await view.submit('#form', { text: 'Buy tea' })
  expect([view.path, view.text('h1'), view.text('#note')]).toEqual(['/notes/7', 'Note 7: show', 'Buy tea'])
  await view.click('#edit')
  expect([view.path, view.text('#begun-by')]).toEqual(['/notes/7/edit', 'edit'])
})

test('a page that cannot be had throws its status', async () => {
  await expect(openView(missing, { params: { id: '9' } })).rejects.toMatchObject({ statusCode: 404 })
})

test('a view is given what the route that shows it supplies', async () => {
  const view = await openView(report, { supplied: { year: 2026 } })
  await view.click('#next')
  expect(view.text('h1')).toBe('Report of 2027')
})

test('a browser that tells of no files is up to date', async () => {
  expect((await openView(oldBuild)).text('#build')).toBe('Up to date.')
})

test('a page has the content of the views within it at once', async () => {
  expect((await openView(nested)).deadHtml).toContain('Ben clicked 0 times')
  expect((await openView(sticky)).deadHtml).toContain('<p id="ticks">0</p>')
})
