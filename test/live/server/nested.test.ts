import { type Hole, html, liveRender, liveView } from 'oriel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveApp, serveLive } from '../../support/live-app.ts'
import { childOf } from '../../support/nested.ts'
import { WireBrowser } from '../../support/wire-client.ts'
import { latch } from '../actor/latch.ts'
import { visit } from './visit.ts'

const shows = (content: () => Hole) =>
  liveView({ mount: () => ({}), render: () => html`<i></i>${content()}` })

const leaf = shows(() => 'leaf')
const same = shows(() =>
  liveRender(
    shows(() => liveRender(leaf, { id: 'same' })),
    { id: 'same' },
  ),
)
const further = shows(() => {
  const inner = shows(() => liveRender(leaf, { id: 'outer' }))
  return liveRender(
    shows(() => liveRender(inner, { id: 'inner' })),
    { id: 'outer' },
  )
})

let mounts = 0
const counted = liveView({
  mount: () => {
    mounts++
    return {}
  },
  render: () => html`counted`,
})
const sticking = shows(() => liveRender(counted, { id: 'sticky', sticky: true }))

/** Opens once the test lets views mount. */
let gate = latch()
const slow = liveView({
  async mount() {
    await gate.opened
    return {}
  },
  render: () => html`${liveRender(counted, { id: 'sticky', sticky: true })}`,
})

let live: LiveApp
beforeAll(async () => {
  live = await serveLive({
    routes: Object.entries({ '/same': same, '/further': further, '/sticking': sticking, '/slow': slow }).map(
      ([path, view]) => ({ path, view }),
    ),
  })
})
afterAll(() => live.close())

for (const path of ['/same', '/further']) {
  test(`a view within one of the same id is an error: ${path}`, async () => {
    const { status, body } = await new WireBrowser(live.url).get(path)
    expect([status, JSON.parse(body).code]).toEqual([500, 'duplicate_component'])
    expect(JSON.parse(body).message).toContain('within a view of the same id. Give each an id of its own.')
  })
}

test('a sticky view that is joined before the view of the page waits for it', async () => {
  const { body, socket } = await visit(live, '/sticking')
  const child = childOf(body, 'sticky')
  const ref = socket.sendJoin('/sticking', child.payload, child.topic)
  await socket.settled()
  expect(socket.frames.filter(([, each]) => each === ref)).toEqual([])
  await socket.join('/sticking')
  expect(await socket.reply(ref)).toMatchObject({ status: 'ok', response: { rendered: {} } })
})

test('a sticky view that is left before the view of the page has joined is never mounted', async () => {
  gate.open()
  const { body, socket } = await visit(live, '/slow')
  gate = latch()
  const child = childOf(body, 'sticky')
  mounts = 0
  const joined = socket.sendJoin('/slow')
  const ref = socket.sendJoin('/slow', child.payload, child.topic)
  await socket.call(ref, child.topic, 'phx_leave', {})
  gate.open()
  await socket.reply(joined)
  await socket.settled()
  expect(mounts).toBe(0)
})
