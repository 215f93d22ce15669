import { html, liveSession, liveView, navigate, Type } from 'oriel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { WireBrowser } from '../../support/wire-client.ts'
import { path, routes } from './views.ts'
import { visit, visitAndJoin } from './visit.ts'

const rest = { mount: () => ({}), render: () => html`` }

const widget = liveView({
  session: Type.Object({ id: Type.String(), by: Type.Integer() }),
  events: { add: Type.Object({}), patch: Type.Object({}) },
  mount: ({ session, url }) => ({ count: 0, by: session.by, at: url.pathname }),
  handleEvent: {
    add: (live) => live.assign({ count: live.assigns.count + live.assigns.by }),
    patch: (live) => live.patch(path('/')),
  },
  title: () => 'Widget',
  render: ({ count, at }) => html`<p>${count} at ${at}</p>`,
})
const away = liveView({ mount: () => navigate(path('/other')), render: () => html`` })
const checked = liveSession({ name: 'checked', onMount: () => ({ role: 'guest' }) })(
  liveView({
    session: Type.Object({ role: Type.String() }),
    mount: ({ session }) => session,
    render: ({ role }) => html`<p>${role}</p>`,
  }),
)
const views = { widget, away, checked }

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({
    views,
    extend(app) {
      app.get('/report', (_, reply) => reply.code(201).renderLive(widget, { session: { by: 5 } }))
      app.get('/away', (_, reply) => reply.renderLive(away))
      app.get('/checked', async (_, reply) => reply.renderLive(checked))
      app.get('/unknown', (_, reply) => reply.renderLive(liveView(rest)))
      app.get('/wrong', (_, reply) => reply.renderLive(widget, { session: { by: 'x' } as never }))
    },
    routes: routes.filter(({ path }) => path !== '/away'),
  })
})
afterAll(() => live.close())

test('an ordinary route answers with the page of a view, through the root layout', async () => {
  const { status, headers, body } = await new WireBrowser(live.url).get('/report')
  expect([status, headers.get('content-type')]).toEqual([201, 'text/html; charset=utf-8'])
  expect(headers.get('cache-control')).toBe('private, no-cache')
  expect(body).toContain('<title>Widget</title>')
  expect(body).toContain('<p>0 at /report</p>')
  expect(body).not.toContain('data-phx-main')
})

test('its socket finds the view by the token, with what the route has given it', async () => {
  const { socket, joinRef, response } = await visitAndJoin(live, '/report')
  expect(response).toMatchObject({ rendered: { 0: '0', 1: '/report' } })
  expect((await socket.click(joinRef, 'add')).response).toEqual({ diff: { 0: '5' } })
})

test('such a view is the one of no URL: a patch and a navigation are left to the browser', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/report')
  const patch = { url: `${live.url}/report?x=1` }
  expect((await socket.call(joinRef, socket.topic, 'live_patch', patch)).response).toEqual({
    link_redirect: true,
  })
  const navigation = { url: undefined, redirect: `${live.url}/other` }
  expect((await socket.join('/other', navigation)).response).toEqual({ reason: 'unauthorized' })
})

test('such a view that patches itself fails, and the log says so', async () => {
  const { socket, joinRef } = await visitAndJoin(live, '/report')
  socket.send(joinRef, socket.topic, 'event', { type: 'click', event: 'patch', value: {} })
  await socket.next(([, , , event]) => event === 'phx_error')
  expect(live.lines.at(-1)).toMatchObject({ level: 'error', code: 'bad_route', view: 'widget' })
})

test('a join of such a view has to say where it stands', async () => {
  const { socket } = await visit(live, '/report')
  expect((await socket.join('/report', { url: undefined })).response).toEqual({ reason: 'stale' })
})

test('a view on an ordinary route may lead elsewhere', async () => {
  const { status, headers } = await new WireBrowser(live.url).get('/away')
  expect([status, headers.get('location')]).toEqual([302, '/other'])
})

test('a view on an ordinary route may stand behind a live session', async () => {
  const { response } = await visitAndJoin(live, '/checked')
  expect(response).toMatchObject({ rendered: { 0: 'guest' } })
})

test('a view that is not among the named ones cannot be shown, for no other node would find it', async () => {
  const { status, body } = await new WireBrowser(live.url).get('/unknown')
  expect([status, JSON.parse(body)]).toMatchObject([
    500,
    { code: 'bad_definition', message: expect.stringContaining('Give the same value to the option views') },
  ])
})

test('a session that does not fit the view is an error of the route', async () => {
  const { status, body } = await new WireBrowser(live.url).get('/wrong')
  expect([status, JSON.parse(body).code]).toEqual([500, 'invalid_session'])
})

test('a named view cannot ask for a URL', async () => {
  const withParams = liveView({ ...rest, params: Type.Object({}) })
  const following = liveView({ ...rest, handleParams: () => {} })
  const serve = (view: typeof withParams) => serveLive({ routes: [], views: { widget: view } })
  await expect(serve(withParams)).rejects.toThrow('"widget" is shown on ordinary routes and has params.')
  await expect(serve(following)).rejects.toThrow('"widget" is shown on ordinary routes and has handleParams.')
})
