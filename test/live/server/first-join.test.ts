import { each, html, type Layout, liveRender, liveView, stream } from 'oriel'
import { describe, expect, test } from 'vitest'
import { WireBrowser, type WireFrame, WireSocket } from '../../support/wire-client.ts'
import { news, type Served, useCounter } from './counter.ts'
import { useServer } from './serve.ts'
import { told } from './told.ts'

const serve = useServer()
const serveCounter = useCounter(serve)
const layout: Layout = ({ content }) => content

const isDiff = ([, , , event]: WireFrame) => event === 'diff'

describe('a first join', () => {
  /** Joins over a connection that is lost before the answer is read, and again over another one. */
  async function joinTwice({ app }: Pick<Served, 'app'>, between: () => unknown = () => {}) {
    const browser = new WireBrowser(app.url)
    const document = { headers: { 'sec-fetch-dest': 'document' } }
    const { tokens } = await browser.get('/', document)
    const lost = await WireSocket.open(browser, tokens)
    const parked = told('oriel:view.parked')
    await lost.join('/', { resume: { id: 'first', seen: 0 } })
    lost.terminate()
    await expect.poll(() => parked.length).toBeGreaterThan(0)
    await between()
    const socket = await WireSocket.open(browser, tokens)
    return { socket, ...(await socket.join('/', { resume: { id: 'first', seen: 0 } })) }
  }

  test('whose answer was lost mounts nothing twice, and brings what has come meanwhile', async () => {
    const served = await serveCounter()
    const { socket, joinRef, response } = await joinTwice(served, () =>
      served.pubsub.publish(news, 'meanwhile'),
    )
    expect(response).toMatchObject({ rendered: { 0: '1' }, resume: expect.any(String) })
    expect((await socket.next(isDiff))[4]).toEqual({ 2: 'meanwhile' })
    const event = { type: 'hook', event: 'add', value: { by: 2 } }
    const answer = await socket.call(joinRef, socket.topic, 'event', event)
    expect([answer.response, served.counts.mounts]).toEqual([{ diff: { 1: '2' } }, 1])
  })

  test('that is lost while the view is mounted goes on mounting it, and mounts it once', async () => {
    const counts = { mounts: 0 }
    let isSlow = false
    let finish = () => {}
    const slow = liveView({
      async mount() {
        counts.mounts++
        if (isSlow) await new Promise<void>((resolve) => (finish = resolve))
        return {}
      },
      render: () => html`<p>here</p>`,
    })
    const app = await serve({ routes: [{ path: '/', view: slow }], layout })
    const browser = new WireBrowser(app.url)
    const { tokens } = await browser.get('/', { headers: { 'sec-fetch-dest': 'empty' } })
    isSlow = true
    const lost = await WireSocket.open(browser, tokens)
    const parked = told('oriel:view.parked')
    lost.sendJoin('/', { resume: { id: 'first', seen: 0 } })
    await expect.poll(() => counts.mounts).toBe(2)
    lost.terminate()
    await expect.poll(() => parked.length).toBe(1)
    const socket = await WireSocket.open(browser, tokens)
    const ref = socket.sendJoin('/', { resume: { id: 'first', seen: 0 } })
    finish()
    expect((await socket.reply(ref)).response).toHaveProperty('rendered')
    expect(counts.mounts).toBe(2)
  })

  test('brings the rows of streams again, which the server has forgotten', async () => {
    let mounts = 0
    const view = liveView({
      mount: () => {
        mounts++
        return { lines: stream([{ id: 'a' }, { id: 'b' }]) }
      },
      render: ({ lines }) =>
        html`<ul id="lines" phx-update="stream">${each(lines, ({ id }, domId) => html`<li id="${domId}">${id}</li>`)}</ul>`,
    })
    const app = await serve({ routes: [{ path: '/', view }], layout })
    const { response } = await joinTwice({ app })
    expect(JSON.stringify(response['rendered'])).toMatch(/lines-a.*lines-b/)
    expect(mounts).toBe(1)
  })

  test('takes the nested views of its page along', async () => {
    const mounts = { outer: 0, inner: 0 }
    const inner = liveView({
      mount: () => ({ mounts: ++mounts.inner }),
      render: () => html`<i>inner</i>`,
    })
    const view = liveView({
      mount: () => ({ mounts: ++mounts.outer }),
      render: () => html`<main>${liveRender(inner, { id: 'inner' })}</main>`,
    })
    const app = await serve({ routes: [{ path: '/', view }], layout })
    const { socket, response } = await joinTwice({ app })
    const [, session] = /data-phx-session=\\?"([^"\\]+)/.exec(JSON.stringify(response)) ?? []
    const joined = await socket.joinTopic('lv:inner', {
      session,
      static: null,
      params: {},
      resume: { id: 'second', seen: 0 },
    })
    expect([joined.status, mounts]).toEqual(['ok', { outer: 1, inner: 1 }])
  })

  test('of another view of the browser is not taken for one that it repeats', async () => {
    const served = await serveCounter()
    const browser = new WireBrowser(served.app.url)
    const { tokens } = await browser.get('/')
    const join = async (id: unknown) => {
      const socket = await WireSocket.open(browser, tokens)
      const { response } = await socket.join('/', { resume: { id, seen: 0 } })
      socket.terminate()
      return (response['rendered'] as { 0: string })[0]
    }
    const editions = []
    for (const id of ['a', 'b', undefined, undefined, {}, {}, 'x'.repeat(100), 'x'.repeat(100)])
      editions.push(await join(id))
    expect(new Set(editions).size).toBe(8)
  })

  test('is taken for no repetition any more once the browser has said something', async () => {
    const served = await serveCounter()
    const browser = new WireBrowser(served.app.url)
    const { tokens } = await browser.get('/')
    const socket = await WireSocket.open(browser, tokens)
    const { joinRef, response } = await socket.join('/', { resume: { id: 'a', seen: 0 } })
    await socket.call(joinRef, socket.topic, 'event', { type: 'hook', event: 'add', value: { by: 1 } })
    const next = await WireSocket.open(browser, tokens)
    const again = await next.join('/', { resume: { id: 'a', seen: 0 } })
    expect(again.response['rendered']).not.toEqual(response['rendered'])
  })
})
