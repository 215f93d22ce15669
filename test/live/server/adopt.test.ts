import type { FastifyInstance } from 'fastify'
import {
  component,
  each,
  html,
  type Layout,
  type Live,
  type LiveView,
  liveRender,
  liveView,
  stream,
} from 'oriel'
import { topic } from 'oriel/bus'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../src/live/kit/limits.ts'
import type { LiveApp } from '../../support/live-app.ts'
import { WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { CountingPubSub } from '../actor/counting-pubsub.ts'
import { deferred } from '../actor/deferred.ts'
import { useServer } from './serve.ts'
import { signOut } from './sign-out.ts'
import { told } from './told.ts'

const serve = useServer()

const news = topic<string>('adopt.news')

/** A view that counts its mounts and shows the news. */
function newspaper() {
  const counts = { mounts: 0, connects: 0 }
  const view = liveView({
    topics: { news },
    mount: () => ({ edition: ++counts.mounts, lines: stream([{ id: 'first', text: 'first' }]) }),
    connect: () => {
      counts.connects++
    },
    handleInfo: { news: (live, text) => live.assigns.lines.insert({ id: text, text }) },
    render: ({ edition, lines }) => html`<h1>Edition ${edition}</h1>
      <ul id="lines" phx-update="stream">${each(lines, (line, domId) => html`<li id="${domId}">${line.text}</li>`)}</ul>`,
  })
  return { view, counts }
}

const layout: Layout = ({ content }) => content

/** What a browser asks with when a person goes to a page. */
const navigating = { headers: { 'sec-fetch-dest': 'document' } }

/** Serves one view, or more beside it, on a bus that knows who listens. */
async function serveOne(
  view: LiveView,
  limits: Partial<Limits> = {},
  extend: (app: FastifyInstance) => void = () => {},
) {
  const pubsub = new CountingPubSub()
  const app = await serve({ routes: [{ path: '/', view }], layout, pubsub, limits, extend })
  // What the framework itself listens for.
  const own = pubsub.listeners
  return { app, pubsub, waiting: () => pubsub.listeners - own }
}

/** Loads a page as a person does, without its socket. */
async function load({ url }: LiveApp, path = '/', browser = new WireBrowser(url)) {
  return { browser, ...(await browser.get(path, navigating)) }
}

/** Loads a page and connects its socket. */
async function arrive(app: LiveApp, path = '/') {
  const { browser, tokens, body } = await load(app, path)
  return { browser, tokens, body, socket: await WireSocket.open(browser, tokens) }
}

const joined = (response: object) => JSON.stringify(response)

describe('the socket of a page', () => {
  test('adopts the view that answered the request: mount runs once', async () => {
    const { view, counts } = newspaper()
    const { app } = await serveOne(view)
    const { body, socket } = await arrive(app)
    const { status, response } = await socket.join('/')
    expect(body).toContain('<h1>Edition 1</h1>')
    expect([status, response]).toMatchObject(['ok', { rendered: { 0: '1' } }])
    expect(counts).toEqual({ mounts: 1, connects: 1 })
  })

  test('is sent what the page has shown: it is rendered once, and again where something has changed', async () => {
    const [heard, renders]: [string[], string[]] = [[], []]
    const view = liveView({
      topics: { news },
      mount: () => ({ text: 'early' }),
      handleInfo: {
        news: (live, text) => {
          heard.push(text)
          live.assign({ text })
        },
      },
      render: ({ text }) => {
        renders.push(text)
        return html`<p>${text}</p>`
      },
    })
    const { app, pubsub } = await serveOne(view)
    const first = await arrive(app)
    expect(joined((await first.socket.join('/')).response)).toContain('early')
    expect(renders).toEqual(['early'])
    const second = await arrive(app)
    await pubsub.publish(news, 'late')
    await expect.poll(() => heard).toEqual(['late', 'late'])
    expect(joined((await second.socket.join('/')).response)).toContain('late')
    // The first one is told as well.
    await expect.poll(() => renders).toEqual(['early', 'early', 'late', 'late'])
  })

  test('is sent what was published between the page and the join', async () => {
    const { view } = newspaper()
    const { app, pubsub } = await serveOne(view)
    const { body, socket } = await arrive(app)
    await pubsub.publish(news, 'between')
    expect(body).not.toContain('between')
    const { response } = await socket.join('/')
    expect(joined(response)).toMatch(/first.*between/)
  })

  test('finds a turn under way, and connects the view after it', async () => {
    const order: string[] = []
    const slow = deferred<void>()
    const view = liveView({
      topics: { news },
      mount: () => ({ text: '' }),
      connect: () => void order.push('connect'),
      handleInfo: {
        async news(live, text) {
          await slow.promise
          order.push(text)
          live.assign({ text })
        },
      },
      render: ({ text }) => html`<p>${text}</p>`,
    })
    const { app, pubsub } = await serveOne(view)
    const { socket } = await arrive(app)
    await pubsub.publish(news, 'news')
    const reply = socket.reply(socket.sendJoin('/'))
    await socket.settled()
    expect(order).toEqual([])
    slow.resolve()
    expect((await reply).response).toMatchObject({ rendered: { 0: 'news' } })
    expect(order).toEqual(['news', 'connect'])
  })

  test('is sent elsewhere when the view has asked for that meanwhile', async () => {
    const view = liveView({
      topics: { news },
      mount: () => ({}),
      handleInfo: { news: (live, url) => live.redirect(url) },
      render: () => html`here`,
    })
    const { app, pubsub, waiting } = await serveOne(view)
    const { socket } = await arrive(app)
    await pubsub.publish(news, 'https://elsewhere.test/')
    await socket.settled()
    expect(await socket.join('/')).toMatchObject({ status: 'error', response: { redirect: {} } })
    expect(waiting()).toBe(0)
  })

  test('takes over tasks that began at the request', async () => {
    let runs = 0
    const work = deferred<string>()
    const view = liveView({
      mount: () => ({ found: '' }),
      handleParams(live) {
        runs++
        live.startAsync(
          'search',
          () => work.promise,
          (outcome) => live.assign({ found: outcome.ok ? outcome.value : 'nothing' }),
        )
      },
      render: ({ found }) => html`<p>${found}</p>`,
    })
    const { app } = await serveOne(view)
    const { socket } = await arrive(app)
    await socket.join('/')
    work.resolve('a needle')
    expect((await socket.next(([, , , event]) => event === 'diff'))[4]).toEqual({ 0: 'a needle' })
    expect(runs).toBe(1)
  })

  test('adopts the view of an ordinary route, too', async () => {
    let mounts = 0
    const widget = liveView({ mount: () => ({ mounts: ++mounts }), render: (a) => html`<p>${a.mounts}</p>` })
    const app = await serve({
      routes: [],
      layout,
      views: { widget },
      extend: (fastify) => {
        fastify.get('/report', (_, reply) => reply.renderLive(widget))
      },
    })
    const { socket } = await arrive(app, '/report')
    expect((await socket.join('/report')).response).toMatchObject({ rendered: { 0: '1' } })
  })
})

describe('what stands in the view', () => {
  const counter = () => {
    const seen: string[] = []
    const part = component({
      mount: ({ id }: { readonly id: string }) => {
        seen.push(`mount ${id}`)
        return {}
      },
      connect: (live: Live<{ readonly id: string }>) => void seen.push(`connect ${live.assigns.id}`),
      render: ({ id }) => html`<b>${id}</b>`,
    })
    return { part, seen }
  }

  test('live components are mounted once, and connected when the socket is there', async () => {
    const { part, seen } = counter()
    const view = liveView({ mount: () => ({}), render: () => html`<p>${part({ id: 'a' })}</p>` })
    const { app } = await serveOne(view)
    const { socket } = await arrive(app)
    expect(seen).toEqual(['mount a'])
    const { response } = await socket.join('/')
    expect(response).toMatchObject({ rendered: { 0: 1, c: { 1: { 0: 'a' } } } })
    expect(seen).toEqual(['mount a', 'connect a'])
  })

  test('a live component that has gone before the join is neither connected nor kept', async () => {
    const { part, seen } = counter()
    const view = liveView({
      topics: { news },
      mount: () => ({ shown: 'a' }),
      handleInfo: { news: (live, shown) => live.assign({ shown }) },
      render: ({ shown }) => html`<p>${part({ id: shown })}</p>`,
    })
    const { app, pubsub } = await serveOne(view)
    const ended = told('oriel:component.destroyed')
    const { socket } = await arrive(app)
    await pubsub.publish(news, 'b')
    await socket.settled()
    await socket.join('/')
    expect(seen).toEqual(['mount a', 'mount b', 'connect b'])
    expect(ended).toMatchObject([{ component: 'a' }])
  })

  const nesting = () => {
    const { view: inner, counts } = newspaper()
    const outer = liveView({
      topics: { news },
      mount: () => ({ session: {} }),
      handleInfo: { news: () => {} },
      render: () => html`<main>${liveRender(inner, { id: 'inner' })}</main>`,
    })
    return { outer, counts }
  }

  test('nested views are adopted by their own joins', async () => {
    const { outer, counts } = nesting()
    const { app, pubsub } = await serveOne(outer)
    const { body, socket } = await arrive(app)
    expect(body).toContain('Edition 1')
    await pubsub.publish(news, 'between')
    const { response } = await socket.join('/')
    const [, session] = /data-phx-session=\\"([^"\\]+)\\"/.exec(joined(response)) ?? []
    const [, fixed] = /id="inner" data-phx-session="" data-phx-static="([^"]+)"/.exec(body) ?? []
    const payload = { url: undefined, session, static: fixed }
    const reply = await socket.reply(socket.sendJoin('/', payload, 'lv:inner'))
    expect(joined(reply.response)).toMatch(/first.*between/)
    expect(counts).toEqual({ mounts: 1, connects: 1 })
  })

  test('nested views end with the view around them when no socket comes', async () => {
    const { outer } = nesting()
    const { app, waiting } = await serveOne(outer, { waitingMs: 200 })
    await load(app)
    expect(waiting()).toBe(2)
    await expect.poll(waiting).toBe(0)
  })

  test('nested views that are not joined end with the connection', async () => {
    const { outer } = nesting()
    const { app, waiting } = await serveOne(outer)
    const { socket } = await arrive(app)
    await socket.join('/')
    expect(waiting()).toBe(2)
    socket.close()
    await expect.poll(waiting).toBe(0)
  })
})

describe('a view is mounted afresh, and looks the same,', () => {
  test('when another socket has adopted the first', async () => {
    const { view, counts } = newspaper()
    const { app } = await serveOne(view)
    const { browser, tokens, socket } = await arrive(app)
    await socket.join('/')
    const second = await WireSocket.open(browser, tokens)
    expect((await second.join('/')).response).toMatchObject({ rendered: { 0: '2' } })
    expect(counts).toEqual({ mounts: 2, connects: 2 })
  })

  test('when the URL is another one by now; the one that waited ends', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view)
    const expired = told('oriel:view.expired')
    const { socket } = await arrive(app)
    expect((await socket.join('/?page=2')).response).toMatchObject({ rendered: { 0: '2' } })
    expect(waiting()).toBe(1)
    expect(expired).toMatchObject([{ view: '/', reason: 'mismatch' }])
  })

  test('but not for a mark in the URL, of which no request tells', async () => {
    const { view } = newspaper()
    const { app } = await serveOne(view)
    const { socket } = await arrive(app)
    expect((await socket.join('/#lines')).response).toMatchObject({ rendered: { 0: '1' } })
  })

  test('when its time is over', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, { waitingMs: 50 })
    const expired = told('oriel:view.expired')
    const { socket } = await arrive(app)
    await expect.poll(waiting).toBe(0)
    expect((await socket.join('/')).response).toMatchObject({ rendered: { 0: '2' } })
    expect(expired).toMatchObject([{ view: '/', reason: 'time' }])
  })

  test('when it has failed while it waited', async () => {
    let mounts = 0
    const view = liveView({
      topics: { news },
      mount: () => ({ mounts: ++mounts }),
      handleInfo: {
        news() {
          throw new Error('planted')
        },
      },
      render: (a) => html`<p>${a.mounts}</p>`,
    })
    const { app, pubsub, waiting } = await serveOne(view)
    const { socket } = await arrive(app)
    await pubsub.publish(news, 'bad')
    await expect.poll(waiting).toBe(0)
    expect((await socket.join('/')).response).toMatchObject({ rendered: { 0: '2' } })
    expect(app.lines).toMatchObject([{ code: 'turn_failed', turn: 'handleInfo.news' }])
  })

  test('when more waits in its streams than may; nothing is logged, for nobody has lost anything', async () => {
    const { view } = newspaper()
    const { app, pubsub, waiting } = await serveOne(view, { pendingRows: 10 })
    const { socket } = await arrive(app)
    for (let i = 0; i < 20; i++) await pubsub.publish(news, `line ${i}`)
    await expect.poll(waiting).toBe(0)
    expect((await socket.join('/')).response).toMatchObject({ rendered: { 0: '2' } })
    expect(app.lines).toEqual([])
  })
})

describe('a view waits', () => {
  const kinds = [
    ['a person goes to a page', 'GET', navigating.headers, 1],
    ['a frame shows it', 'GET', { 'sec-fetch-dest': 'iframe' }, 1],
    ['a script fetches it', 'GET', { 'sec-fetch-dest': 'empty' }, 0],
    ['a program asks that keeps no cookies', 'GET', {}, 0],
    ['only its headers are asked for', 'HEAD', navigating.headers, 0],
  ] as const

  for (const [when, method, headers, count] of kinds) {
    test(`${count ? 'when' : 'not when'} ${when}`, async () => {
      const { view } = newspaper()
      const { app, waiting } = await serveOne(view)
      await new WireBrowser(app.url).get('/', { method, headers })
      expect(waiting()).toBe(count)
    })
  }

  test('when a browser comes that has our cookie', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view)
    const browser = new WireBrowser(app.url)
    await browser.get('/')
    await browser.get('/')
    expect(waiting()).toBe(1)
  })

  test('not when that is turned off', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, { waitingMs: 0 })
    await load(app)
    expect(waiting()).toBe(0)
  })
})

describe('of those who wait', () => {
  test('the one that has waited longest makes room', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, { waitingPages: 2 })
    const expired = told('oriel:view.expired')
    const [first, second, third] = [await arrive(app), await arrive(app), await arrive(app)]
    expect(waiting()).toBe(2)
    expect(expired).toMatchObject([{ reason: 'room' }])
    const editions = [third, second, first].map(async ({ socket }) => (await socket.join('/')).response)
    expect(await Promise.all(editions)).toMatchObject(
      ['3', '2', '4'].map((edition) => ({ rendered: { 0: edition } })),
    )
  })

  test('none takes more than its share of the heap', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, { waitingShare: 0 })
    const refused = told('oriel:view.refused')
    const { socket } = await arrive(app)
    expect(waiting()).toBe(0)
    expect(refused).toMatchObject([{ view: '/', reason: 'room' }])
    expect((await socket.join('/')).status).toBe('ok')
  })

  test('nobody is let in while the heap is crowded', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, { crowdedShare: 0 })
    const refused = told('oriel:view.refused')
    await load(app)
    expect(waiting()).toBe(0)
    expect(refused).toMatchObject([{ view: '/', reason: 'memory' }])
  })

  test('a flood of pages that never connect leaves no more than may wait, and none in the end', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, { waitingPages: 20, waitingMs: 1000 })
    const most = { waiting: 0 }
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 15 }, () => load(app)))
      most.waiting = Math.max(most.waiting, waiting())
    }
    expect(most.waiting).toBeLessThanOrEqual(20)
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
  })
})

describe('a view that waits ends', () => {
  test('with its session', async () => {
    const { view } = newspaper()
    const { app, waiting } = await serveOne(view, {}, signOut)
    const expired = told('oriel:view.expired')
    const { browser } = await load(app)
    await browser.get('/sign-out')
    await expect.poll(waiting).toBe(0)
    expect(expired).toMatchObject([{ reason: 'session' }])
  })

  test('with its session, also when that ends before the page is answered', async () => {
    const opening = deferred<void>()
    let isSlow = false
    const view = liveView({
      topics: { news },
      mount: async () => {
        if (isSlow) await opening.promise
        return {}
      },
      handleInfo: { news: () => {} },
      render: () => html`here`,
    })
    const { app, waiting } = await serveOne(view, {}, signOut)
    const refused = told('oriel:view.refused')
    const browser = new WireBrowser(app.url)
    await browser.get('/')
    isSlow = true
    const page = load(app, '/', browser)
    await expect.poll(waiting).toBe(1)
    const other = new WireBrowser(app.url)
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    await other.get('/sign-out')
    opening.resolve()
    expect((await page).status).toBe(200)
    expect(waiting()).toBe(0)
    expect(refused).toMatchObject([{ reason: 'session' }])
  })

  test('with its server', async () => {
    const { view } = newspaper()
    const { app, pubsub } = await serveOne(view)
    await load(app)
    await app.close()
    expect(pubsub.listeners).toBe(0)
  })
})
