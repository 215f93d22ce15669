import type { FastifyInstance } from 'fastify'
import { component, html, liveRender, liveView, paths, Type } from 'oriel'
import { expect, test } from 'vitest'
import { WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { useServer } from './serve.ts'

const serve = useServer()
const path = paths('/rooms/:id')

const clock = liveView({ mount: () => ({}), render: () => html`<p>12:00</p>` })
const counter = component({
  mount: () => ({ note: 'n'.repeat(1000) }),
  render: ({ note }) => html`<i>${note}</i>`,
})

const room = liveView({
  params: Type.Object({ id: Type.String(), page: Type.Optional(Type.Integer()) }),
  events: { next: Type.Object({}) },
  mount: ({ params }) => ({ id: params.id }),
  handleEvent: { next: (live) => live.patch(path('/rooms/:id', { id: live.assigns.id, page: 2 })) },
  render: ({ id }) => html`<h1>${id}</h1>${counter({ id: 'counter' })}${liveRender(clock, { id: 'clock' })}`,
})

/** The app, and a browser that has been answered with the page of a room. */
async function visit() {
  let fastify: FastifyInstance | undefined
  const app = await serve({ routes: path.routes({ '/rooms/:id': room }), extend: (app) => (fastify = app) })
  const browser = new WireBrowser(app.url)
  // As a browser asks for a page: then a socket is likely to follow.
  const { tokens } = await browser.get('/rooms/1', { headers: { 'sec-fetch-dest': 'document' } })
  const listed = () => fastify!.liveViews().map(({ view, path, state }) => [view, path, state])
  const join = async () => {
    const socket = await WireSocket.open(browser, tokens)
    return { socket, ...(await socket.join('/rooms/1', { resume: {} })) }
  }
  return { views: () => fastify!.liveViews(), listed, join }
}

test('the views of a page wait for their socket', async () => {
  const { listed } = await visit()
  expect(listed()).toEqual([
    ['/rooms/:id', '/rooms/1', 'waiting'],
    ['/rooms/:id > clock', '/rooms/1', 'waiting'],
  ])
})

test('a view that has been joined is attached, and parked when its connection is lost', async () => {
  const { listed, join } = await visit()
  const { socket, joinRef } = await join()
  expect(listed()).toContainEqual(['/rooms/:id', '/rooms/1', 'attached'])
  await socket.call(joinRef, socket.topic, 'event', { type: 'click', event: 'next', value: {} })
  expect(listed()).toContainEqual(['/rooms/:id', '/rooms/1?page=2', 'attached'])
  socket.terminate()
  await expect.poll(listed).toContainEqual(['/rooms/:id', '/rooms/1?page=2', 'parked'])
})

test('a view that is left is on the list no more', async () => {
  const { listed, join } = await visit()
  const { socket, joinRef } = await join()
  await socket.call(joinRef, socket.topic, 'phx_leave', {})
  expect(listed()).toEqual([])
})

test('a view is told with its id, its age, its components and what its assigns take', async () => {
  const { views, join } = await visit()
  const [before] = views()
  await join()
  const view = views().find(({ state }) => state === 'attached')!
  expect(view).toMatchObject({ id: before!.id, components: 1 })
  expect(view.seconds).toBeGreaterThanOrEqual(0)
  expect(view.assignsBytes).toBeGreaterThan(1000)
  expect(JSON.parse(JSON.stringify(view))).toHaveProperty('assignsBytes', view.assignsBytes)
})
