import { html, liveSession, liveView, navigate, paths, Type } from 'oriel'
import { localPubSub, topic } from 'oriel/bus'
import { openPath, openView } from 'oriel/testing'
import { expect, test } from 'vitest'

const path = paths('/', '/rooms/:id', '/old')
const moved = topic<{ readonly page: number }>('moved')

const home = liveView({
  events: { enter: Type.Object({}), load: Type.Object({}) },
  mount: () => ({}),
  handleEvent: {
    enter(live) {
      live.flash('info', 'Welcome.')
      live.navigate(path('/rooms/:id', { id: 1 }))
    },
    load: (live) => live.redirect('/rooms/2'),
  },
  render: () => html`
    <a id="room" href="${path('/rooms/:id', { id: 3 })}" data-phx-link="redirect" data-phx-link-state="push">3</a>
    <a id="plain" href="/rooms/4">4</a><a id="away" href="https://example.com/" data-phx-link="redirect">away</a>
    <a id="here" href="#top">top</a>`,
})

const room = liveView({
  params: Type.Object({ id: Type.Integer(), page: Type.Optional(Type.Integer()) }),
  events: { next: Type.Object({}) },
  topics: { moved },
  mount: ({ params: { id } }) => ({ id, page: 0, ends: 0 }),
  handleParams(live, { page = 1 }) {
    if (page > 9) live.patch(path('/rooms/:id', { id: live.assigns.id, page: 9 }), { replace: true })
    else live.assign({ page })
  },
  handleEvent: {
    next: ({ assigns: { id, page }, patch }) => patch(path('/rooms/:id', { id, page: page + 1 })),
  },
  handleInfo: { moved: (live, { page }) => live.patch(path('/rooms/:id', { id: live.assigns.id, page })) },
  render: ({ id, page }) => html`
    <h1>Room ${id}, page ${page}</h1>
    <a id="two" href="${path('/rooms/:id', { id, page: 2 })}" data-phx-link="patch" data-phx-link-state="replace">2</a>
    <a id="far" href="${path('/rooms/:id', { id, page: 99 })}" data-phx-link="patch" data-phx-link-state="push">99</a>
    <a id="home" href="${path('/')}" data-phx-link="patch" data-phx-link-state="push">home</a>`,
})

const old = liveView({
  mount: () => navigate(path('/rooms/:id', { id: 5 }), { flash: { info: 'Moved.' } }),
  render: () => html``,
})

const routes = path.routes({ '/': home, '/rooms/:id': room, '/old': old })
const options = {
  routes,
  layout: ({ flash, content }: { flash: { info?: string }; content: ReturnType<typeof html> }) =>
    html`${flash.info && html`<p id="flash">${flash.info}</p>`}${content}`,
}

test('a path is opened by its route, with its parameters', async () => {
  const view = await openPath('/rooms/7?page=3', options)
  expect(view.text('h1')).toBe('Room 7, page 3')
  expect(view.path).toBe('/rooms/7?page=3')
})

test('a path that leads nowhere is an error', async () => {
  await expect(openPath('/nowhere', options)).rejects.toThrow('/nowhere leads to no view')
})

test('a link of the same view patches the URL, and the view lives on', async () => {
  const view = await openPath('/rooms/7', options)
  await view.click('#two')
  expect(view.text('h1')).toBe('Room 7, page 2')
  expect([view.path, view.left]).toEqual(['/rooms/7?page=2', undefined])
  expect(view.patches).toEqual([{ to: '/rooms/7?page=2', kind: 'replace' }])
})

test('a patch of the view itself is noted, and where it ends is where the page is', async () => {
  const pubsub = localPubSub()
  const view = await openPath('/rooms/7', { ...options, pubsub })
  await pubsub.publish(moved, { page: 4 })
  await view.settled()
  await view.click('#far')
  expect(view.text('h1')).toBe('Room 7, page 9')
  expect(view.path).toBe('/rooms/7?page=9')
  expect(view.patches).toEqual([
    { to: '/rooms/7?page=4', kind: 'push' },
    { to: '/rooms/7?page=9', kind: 'replace' },
  ])
})

test('another URL of the history is taken like a link', async () => {
  const view = await openPath('/rooms/7', options)
  await view.patch('/rooms/7?page=3')
  expect(view.text('h1')).toBe('Room 7, page 3')
  await view.patch('/')
  expect(view.left).toEqual({ to: '/', kind: 'navigate' })
})

test('a patch that leads to another view leaves this one', async () => {
  const view = await openPath('/rooms/7', options)
  await view.click('#home')
  expect(view.left).toEqual({ to: '/', kind: 'navigate' })
  expect((await view.follow()).has('#room')).toBe(true)
})

test('where a view navigates can be followed, and its flash is shown there', async () => {
  const view = await openPath('/', options)
  await view.pushEvent('enter')
  const next = await view.follow()
  expect([next.text('h1'), next.text('#flash'), next.path]).toEqual([
    'Room 1, page 1',
    'Welcome.',
    '/rooms/1',
  ])
  expect(next.deadHtml).toBe('')
})

test('a page that was navigated to has no flash left when it joins anew', async () => {
  const view = await openPath('/', options)
  await view.pushEvent('enter')
  const next = await view.follow()
  next.disconnect()
  await next.connect()
  expect([next.text('h1'), next.has('#flash')]).toEqual(['Room 1, page 1', false])
})

test.each([
  ['#room', '/rooms/3', 'navigate'],
  ['#plain', '/rooms/4', 'href'],
])('the link %s leaves, and can be followed', async (selector, to, kind) => {
  const view = await openPath('/', options)
  await view.click(selector)
  expect(view.left).toEqual({ to, kind })
  expect((await view.follow()).path).toBe(to)
})

test('a redirect is followed by loading the page', async () => {
  const view = await openPath('/', options)
  await view.pushEvent('load')
  const next = await view.follow()
  expect(next.deadHtml).toContain('Room 2')
  expect(next.text('h1')).toBe('Room 2, page 1')
})

test('going to a view of another live session loads its page, with the flash', async () => {
  const club = liveSession({ name: 'club' })
  const routes = path.routes({ '/': club(home), '/rooms/:id': room, '/old': home })
  const view = await openPath('/', { ...options, routes })
  await view.pushEvent('enter')
  const next = await view.follow()
  expect([next.text('h1'), next.text('#flash')]).toEqual(['Room 1, page 1', 'Welcome.'])
  expect(next.deadHtml).toContain('Room 1')
})

test('a page that leads elsewhere before it is shown can be followed', async () => {
  const view = await openPath('/old', options)
  expect(view.left).toEqual({ to: '/rooms/5', kind: 'navigate' })
  expect((await view.follow()).text('#flash')).toBe('Moved.')
})

test('a link to a place on the page stays', async () => {
  const view = await openPath('/', options)
  await view.click('#here')
  expect(view.left).toBeUndefined()
})

test('only a view of the test can be followed', async () => {
  const view = await openPath('/', options)
  await expect(view.follow()).rejects.toThrow('The view at / leads nowhere')
  await view.click('#away')
  expect(view.left).toEqual({ to: 'https://example.com/', kind: 'href' })
  await expect(view.follow()).rejects.toThrow('https://example.com/ leads to no view that the test knows')
  const alone = await openView(home)
  await alone.click('#room')
  await expect(alone.follow()).rejects.toThrow("Use openPath with the app's routes.")
})

test('a view that was left by a link ends', async () => {
  let ends = 0
  const ending = liveView({
    mount: () => ({}),
    disconnect: () => void ends++,
    render: () => html`<a href="/elsewhere">away</a>`,
  })
  const view = await openView(ending)
  await view.click('a')
  await expect.poll(() => ends).toBe(1)
})
