import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { type Passed, watchAttributes } from '../../support/traffic.ts'
import { bothClients, type Client, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const ok = (response: unknown) => ({ status: 'ok', response })
const rendered = expect.objectContaining({ s: expect.any(Number), p: expect.any(Object) })
const version = expect.stringMatching(/^1\.2\./)

/** Our client asks for views that outlive their connection, and is given what they are taken up by. */
const asksToResume = (client: Client) => client === 'oriel' && { resume: { id: expect.any(Number), seen: 0 } }
const mayResume = (client: Client) => client === 'oriel' && { resume: expect.any(String) }

/** What a join says of its page; `changed` is what differs from that of a page that is loaded. */
const join = (client: Client, changed: object, params: object = {}) => ({
  ...asksToResume(client),
  params: {
    _csrf_token: expect.any(String),
    _track_static: [expect.stringContaining('/assets/client.js')],
    _mounts: 0,
    _mount_attempts: 0,
    language: expect.any(String),
    ...params,
  },
  session: expect.any(String),
  static: expect.any(String),
  sticky: false,
  ...changed,
})

/** Every reply answers a frame that was sent before, with its join ref, ref and topic. */
function expectReplies({ traffic: { frames } }: OpenPage) {
  const name = ([, [joinRef, ref, topic]]: Passed) => `${joinRef} ${ref} ${topic}`
  const asked = new Set<string>()
  for (const passed of frames) {
    if (passed[0] === 'sent') asked.add(name(passed))
    else if (passed[1][3] === 'phx_reply') expect(asked.delete(name(passed))).toBe(true)
  }
  expect([...asked]).toEqual([])
}

test.for(bothClients)('%s client: a page that is loaded is one frame each way', async (client) => {
  const opened = await gallery.open('/clicks', client)
  expect(opened.traffic.said()).toEqual([
    ['sent', 'phx_join', join(client, { url: opened.page.url() })],
    ['received', 'phx_reply', ok({ rendered, liveview_version: version, ...mayResume(client) })],
  ])
  expectReplies(opened)
  const [sent, received] = opened.traffic.frames.map(([, frame]) => frame)
  expect([sent?.[1], received?.[0], received?.[1]]).toEqual(Array(3).fill(sent?.[0]))
})

test.for(bothClients)('%s client: a click is one frame each way', async (client) => {
  const opened = await gallery.open('/clicks', client)
  opened.traffic.clear()
  await opened.page.click('#choose')
  await opened.sees('#choice', 'red, size 5')
  expect(opened.traffic.said()).toEqual([
    ['sent', 'event', { type: 'click', event: 'choose', value: { color: 'red', size: '4', value: '' } }],
    ['received', 'phx_reply', ok({ diff: { 1: { 3: 'red, size 5' } } })],
  ])
  expectReplies(opened)
})

test.for(bothClients)(
  '%s client: a patch is one frame each way, and of the server two come back',
  async (client) => {
    const opened = await gallery.open('/patch', client)
    const { page, traffic, sees } = opened
    const { origin } = new URL(page.url())
    traffic.clear()
    await page.click('#push')
    await sees('h1', 'Page 2')
    expect(traffic.said()).toEqual([
      ['sent', 'live_patch', { url: `${origin}/patch?page=2` }],
      ['received', 'phx_reply', ok({ diff: { 1: { 0: '2', 1: '2', 2: 'patch' } } })],
    ])
    traffic.clear()
    await page.click('#server-push')
    await sees('h1', 'Page 4')
    expect(traffic.said()).toEqual([
      ['sent', 'event', { type: 'click', event: 'go', value: { page: 4, replace: false, value: '' } }],
      ['received', 'live_patch', { to: '/patch?page=4', kind: 'push' }],
      ['received', 'phx_reply', ok({ diff: { 1: { 0: '4', 1: '3' } } })],
    ])
    traffic.clear()
    await page.goBack()
    await sees('h1', 'Page 2')
    expect(traffic.said()[0]).toEqual(['sent', 'live_patch', { url: `${origin}/patch?page=2` }])
    expectReplies(opened)
  },
)

test.for(bothClients)('%s client: a navigation leaves and joins on the same socket', async (client) => {
  const opened = await gallery.open('/navigate', client)
  const { page, traffic, sees } = opened
  const [referer, { origin }] = [page.url(), new URL(page.url())]
  const topicOf = ([, frame]: Passed) => frame[2]
  const topics = () => [...new Set(traffic.frames.map(topicOf))]
  const before = topics()
  traffic.clear()
  await page.click('#push')
  await sees('h1', 'Arrived by link')
  const redirect = `${origin}/navigate/link`
  expect(traffic.said()).toEqual([
    ['sent', 'phx_leave', {}],
    ['sent', 'phx_join', join(client, { redirect }, { _live_referer: referer })],
    ['received', 'phx_close', {}],
    ['received', 'phx_reply', ok({})],
    [
      'received',
      'phx_reply',
      ok({ rendered, liveview_version: version, container: ['div', {}], ...mayResume(client) }),
    ],
  ])
  expect(topics()).toEqual(before)
  expectReplies(opened)
})

test.for(bothClients)(
  '%s client: a navigation of the server comes in the reply, and closes the channel',
  async (client) => {
    const { page, traffic, sees } = await gallery.open('/navigate', client)
    const [referer, { origin }] = [page.url(), new URL(page.url())]
    traffic.clear()
    await page.click('#server-push')
    await sees('h1', 'Arrived by server')
    const went = (wanted: 'sent' | 'received') =>
      traffic.said().flatMap(([way, ...rest]) => (way === wanted ? [rest] : []))
    const flash = expect.any(String)
    expect(went('sent')).toEqual([
      ['event', { type: 'click', event: 'go', value: { replace: false, value: '' } }],
      ['phx_leave', {}],
      [
        'phx_join',
        join(client, { redirect: `${origin}/navigate/server`, flash }, { _live_referer: referer }),
      ],
    ])
    expect(went('received')).toEqual([
      ['phx_reply', ok({ live_redirect: { to: '/navigate/server', kind: 'push', flash } })],
      ['phx_close', {}],
      ['phx_reply', ok({})],
      [
        'phx_reply',
        ok({ rendered, liveview_version: version, container: ['div', {}], ...mayResume(client) }),
      ],
    ])
  },
)

test.for(bothClients)(
  '%s client: a view that was navigated to joins again by its redirect',
  async (client) => {
    const { page, traffic, sees, network } = await gallery.openThroughNetwork('/navigate', client)
    await page.click('#push')
    await sees('h1', 'Arrived by link')
    traffic.clear()
    network.cut()
    const joins = () => traffic.said().filter(([, event]) => event === 'phx_join')
    await expect.poll(joins).toHaveLength(1)
    const redirect = new URL('/navigate/link', page.url()).href
    expect(joins()[0]?.[2]).toMatchObject({ redirect, params: { _mounts: 1 } })
    expect(joins()[0]?.[2]).not.toHaveProperty('url')
    await page.locator('[data-phx-main].phx-connected').waitFor()
  },
)

test.for(bothClients)(
  '%s client: what waits is marked, and is as before once it is answered',
  async (client) => {
    const { page, sees } = await gallery.open('/clicks', client)
    const changes = await watchAttributes(page, '#one')
    await page.click('#one')
    await sees('#count', '1')
    await page.locator('#one:not([data-phx-ref-src])').waitFor()
    const id = await page.locator('[data-phx-main]').getAttribute('id')
    expect(Object.fromEntries([...(await changes())].reverse())).toEqual({
      'data-phx-ref-src': id,
      'data-phx-ref-loading': '0',
      'data-phx-ref-lock': '0',
      class: 'phx-click-loading',
    })
    await expect
      .poll(async () => Object.fromEntries(await changes()))
      .toEqual({
        'data-phx-ref-src': null,
        'data-phx-ref-loading': null,
        'data-phx-ref-lock': null,
        class: null,
      })
  },
)
