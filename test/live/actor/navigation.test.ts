import { component, html, liveView, type Navigation, paths, Type } from 'oriel'
import { openPath } from 'oriel/testing'
import { expect, test } from 'vitest'

const path = paths('/', '/list')

/** What each callback was told, in order. */
type Told = readonly Navigation[]

const child = component({
  events: { ask: Type.Object({}) },
  mount: () => ({ navigation: '' }),
  handleEvent: { ask: (live) => live.assign({ navigation: live.navigation }) },
  render: ({ navigation }, on) => html`<button phx-click="${on.ask}">${navigation}</button>`,
})

const list = liveView({
  params: Type.Object({ page: Type.Optional(Type.String()) }),
  events: { next: Type.Object({}) },
  mount: ({ navigation }) => ({ told: [navigation] as Told }),
  handleParams(live, { page }) {
    if (page === 'last') live.patch(path('/list', { page: 9 }))
    else live.assign({ told: [...live.assigns.told, live.navigation] })
  },
  handleEvent: { next: (live) => live.patch(path('/list', { page: 2 })) },
  render: ({ told }, on) => html`
    <p>${told.join(' ')}</p><a phx-click="${on.next}">Next</a>${child({ id: 'child' })}`,
})

const start = liveView({
  events: { go: Type.Object({ page: Type.String() }) },
  mount: () => ({}),
  handleEvent: { go: (live, { page }) => live.navigate(path('/list', { page })) },
  render: (_, on) => html`
    <button id="first" phx-click="${on.go({ page: '1' })}">First</button>
    <button id="last" phx-click="${on.go({ page: 'last' })}">Last</button>`,
})

const routes = path.routes({ '/': start, '/list': list })

test('a page that is loaded says so to mount and to handleParams', async () => {
  const view = await openPath('/list', { routes })
  expect(view.text('p')).toBe('load load')
})

test('a view that live navigation leads to says so', async () => {
  const first = await openPath('/', { routes })
  await first.click('#first')
  const view = await first.follow()
  expect(view.text('p')).toBe('navigate navigate')
})

test('a patch says so, whoever asks for it', async () => {
  const view = await openPath('/list', { routes })
  await view.click('a')
  await view.settled()
  await view.patch('/list?page=3')
  expect(view.text('p')).toBe('load load patch patch')
})

test('a patch by handleParams says so to its next round', async () => {
  const first = await openPath('/', { routes })
  await first.click('#last')
  const view = await first.follow()
  expect([view.path, view.text('p')]).toEqual(['/list?page=9', 'navigate patch'])
})

test('a live component knows how its view was come to', async () => {
  const view = await openPath('/list', { routes })
  await view.click('button')
  expect(view.text('button')).toBe('load')
  await view.patch('/list?page=2')
  await view.click('button')
  expect(view.text('button')).toBe('patch')
})
