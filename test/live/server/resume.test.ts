import { getHeapStatistics } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { WireBrowser, type WireFrame, WireSocket } from '../../support/wire-client.ts'
import { news, type Served, useCounter } from './counter.ts'
import { useServer } from './serve.ts'
import { signOut } from './sign-out.ts'
import { told } from './told.ts'

const serve = useServer()
const serveCounter = useCounter(serve)

/** A browser whose view can be taken up again. */
async function visit({ app }: Pick<Served, 'app'>, browser = new WireBrowser(app.url)) {
  const { tokens } = await browser.get('/')
  const connect = () => WireSocket.open(browser, tokens)
  const socket = await connect()
  const { joinRef, response } = await socket.join('/', { resume: {} })
  return { browser, tokens, connect, socket, joinRef, token: response['resume'] }
}

const resumed = { status: 'ok', response: { resumed: {} } }
const mounted = { status: 'ok', response: { rendered: {} } }

const isDiff = ([, , , event]: WireFrame) => event === 'diff'

describe('a view', () => {
  test('is not kept for a browser that does not ask for it', async () => {
    const served = await serveCounter()
    const browser = new WireBrowser(served.app.url)
    const { tokens } = await browser.get('/')
    const socket = await WireSocket.open(browser, tokens)
    expect((await socket.join('/')).response).not.toHaveProperty('resume')
    socket.terminate()
    await expect.poll(served.running).toBe(0)
  })

  test('is kept when the connection is lost, and goes on with what has come meanwhile', async () => {
    const served = await serveCounter()
    const { socket, connect, token } = await visit(served)
    const parked = told('oriel:view.parked')
    socket.terminate()
    await expect.poll(() => parked.length).toBe(1)
    await served.pubsub.publish(news, 'meanwhile')
    const { mounts } = served.counts
    const next = await connect()
    expect(await next.join('/', { resume: { token, seen: 0 } })).toMatchObject(resumed)
    expect((await next.next(isDiff))[4]).toEqual({ 2: 'meanwhile' })
    expect(served.counts.mounts).toBe(mounts)
  })

  test('tells again what was sent in vain, as it was', async () => {
    const served = await serveCounter()
    const { socket, connect, joinRef, token } = await visit(served)
    const ref = socket.send(joinRef, socket.topic, 'event', { type: 'hook', event: 'add', value: { by: 2 } })
    const { response } = await socket.reply(ref)
    socket.terminate()
    const next = await connect()
    const again = await next.join('/', { resume: { token, seen: 0 } })
    expect(again.response['resumed']).toEqual({
      received: Number(ref),
      missed: [[ref, 'phx_reply', { response, status: 'ok' }]],
    })
  })

  test('ends at once when the browser leaves it', async () => {
    const served = await serveCounter()
    const { socket, joinRef } = await visit(served)
    await socket.call(joinRef, socket.topic, 'phx_leave', {})
    expect(served.running()).toBe(0)
  })

  test('ends at once when the page is closed, which browsers say with the code 1001', async () => {
    const served = await serveCounter()
    const { socket } = await visit(served)
    socket.close(1001)
    await expect.poll(served.running).toBe(0)
  })

  test('is not taken away from its new socket by the late end of the old one', async () => {
    const served = await serveCounter()
    const { socket, connect, token } = await visit(served)
    const next = await connect()
    expect(await next.join('/', { resume: { token, seen: 0 } })).toMatchObject(resumed)
    expect(await socket.closed).toBe(1006)
    await next.settled()
    await served.pubsub.publish(news, 'still here')
    expect((await next.next(isDiff))[4]).toEqual({ 2: 'still here' })
  })
})

describe('an event', () => {
  test('of a number that was seen is not run again', async () => {
    const served = await serveCounter()
    const { socket, joinRef } = await visit(served)
    const event = { type: 'hook', event: 'add', value: { by: 1 } }
    for (const ref of ['7', '7', '5', '8'])
      socket.sendText(JSON.stringify([joinRef, ref, socket.topic, 'event', event]))
    await socket.reply('8')
    expect(served.ran).toEqual([1, 1])
  })

  test('that was run before the loss, and is sent again after it, is answered and not run again', async () => {
    const served = await serveCounter()
    const { socket, connect, joinRef, token } = await visit(served)
    const event = { type: 'hook', event: 'add', value: { by: 3 } }
    socket.sendText(JSON.stringify([joinRef, '9', socket.topic, 'event', event]))
    await socket.reply('9')
    socket.terminate()
    const next = await connect()
    const answer = await next.join('/', { resume: { token, seen: 0 } })
    next.sendText(JSON.stringify([answer.joinRef, '9', next.topic, 'event', event]))
    await next.settled()
    expect(answer.response).toMatchObject({ resumed: { received: 9, missed: [['9', 'phx_reply', {}]] } })
    expect(served.ran).toEqual([3])
  })
})

describe('the UUID of an event', () => {
  const event = { type: 'hook', event: 'add', value: { by: 1 } }

  test('is the same for all sendings of it, also to a fresh view, and another one for each event', async () => {
    const served = await serveCounter({ resumeMs: 0 })
    const browser = new WireBrowser(served.app.url)
    const { tokens } = await browser.get('/')
    const send = async (id: unknown, refs: readonly string[]) => {
      const socket = await WireSocket.open(browser, tokens)
      const { joinRef } = await socket.join('/', { resume: { id, seen: 0 } })
      for (const ref of refs) socket.sendText(JSON.stringify([joinRef, ref, socket.topic, 'event', event]))
      await socket.reply(refs.at(-1)!)
    }
    await send('a', ['7', '8'])
    await send('a', ['8', '9'])
    await send('b', ['9'])
    const [first, second, again, third, other] = served.ids
    expect(again).toBe(second)
    expect(new Set([first, second, third, other]).size).toBe(4)
    for (const id of served.ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('is a new one for each event of a client that does not number them', async () => {
    const served = await serveCounter()
    const browser = new WireBrowser(served.app.url)
    const { tokens } = await browser.get('/')
    const socket = await WireSocket.open(browser, tokens)
    const { joinRef } = await socket.join('/')
    for (const ref of ['7', '7'])
      socket.sendText(JSON.stringify([joinRef, ref, socket.topic, 'event', event]))
    await expect.poll(() => served.ids.length).toBe(2)
    expect(served.ids[0]).not.toBe(served.ids[1])
  })
})

describe('a view is mounted afresh', () => {
  test('for a token that is none', async () => {
    const served = await serveCounter()
    const { socket, connect } = await visit(served)
    socket.terminate()
    for (const token of ['forged', '', 7, null, { a: 1 }, 'x'.repeat(10_000)])
      expect(await (await connect()).join('/', { resume: { token, seen: 0 } })).toMatchObject(mounted)
  })

  test('for the token of another session, whose view goes on', async () => {
    const served = await serveCounter()
    const { socket, connect, token } = await visit(served)
    socket.terminate()
    const stranger = await visit(served)
    const taking = await stranger.connect()
    expect(await taking.join('/', { resume: { token, seen: 0 } })).toMatchObject(mounted)
    expect(await (await connect()).join('/', { resume: { token, seen: 0 } })).toMatchObject(resumed)
  })

  test('for a token that a later one has replaced', async () => {
    const served = await serveCounter()
    const { socket, connect, token } = await visit(served)
    socket.terminate()
    const next = await connect()
    const { joinRef } = await next.join('/', { resume: { token, seen: 0 } })
    await next.call(joinRef, next.topic, 'event', { type: 'hook', event: 'add', value: { by: 1 } })
    expect(await (await connect()).join('/', { resume: { token, seen: 0 } })).toMatchObject(mounted)
  })

  test('but not for one whose replacement the browser may not have got', async () => {
    const served = await serveCounter()
    const { socket, connect, token } = await visit(served)
    const { mounts } = served.counts
    for (const lost of [socket, await connect(), await connect()]) {
      if (lost !== socket) await lost.join('/', { resume: { token, seen: 0 } })
      lost.terminate()
    }
    expect(await (await connect()).join('/', { resume: { token, seen: 0 } })).toMatchObject(resumed)
    expect(served.counts.mounts).toBe(mounts)
  })

  test('for a number from the future', async () => {
    const served = await serveCounter()
    const { socket, connect, token } = await visit(served)
    socket.terminate()
    for (const seen of [99, -1, 1.5, 'x', undefined])
      expect(await (await connect()).join('/', { resume: { token, seen } })).toMatchObject(mounted)
  })

  test('when its time is over', async () => {
    const served = await serveCounter({ resumeMs: 50 })
    const { socket, connect, token } = await visit(served)
    socket.terminate()
    await expect.poll(served.running).toBe(0)
    expect(await (await connect()).join('/', { resume: { token, seen: 0 } })).toMatchObject(mounted)
  })

  test('when more was sent than is kept of what nobody acknowledges', async () => {
    const served = await serveCounter({ outboxBytes: 2000 })
    const { socket, connect, joinRef, token } = await visit(served)
    const add = (by: number) =>
      socket.call(joinRef, socket.topic, 'event', { type: 'hook', event: 'add', value: { by } })
    for (let i = 0; i < 40; i++) await add(i)
    socket.terminate()
    expect(await (await connect()).join('/', { resume: { token, seen: 3 } })).toMatchObject(mounted)
  })

  test('but not when the browser acknowledges now and then', async () => {
    const served = await serveCounter({ outboxBytes: 2000 })
    const { socket, connect, joinRef, token } = await visit(served)
    for (let i = 1; i <= 40; i++) {
      await socket.call(joinRef, socket.topic, 'event', { type: 'hook', event: 'add', value: { by: i } })
      if (i % 5 === 0) socket.send(joinRef, socket.topic, 'ack', { seen: i })
    }
    socket.terminate()
    expect(await (await connect()).join('/', { resume: { token, seen: 40 } })).toMatchObject(resumed)
  })
})

describe('views without a connection', () => {
  test('are bounded: the one that has been without for longest goes', async () => {
    const served = await serveCounter({ parkedViews: 2 })
    const parked = told('oriel:view.parked')
    const expired = told('oriel:view.expired')
    for (let i = 0; i < 5; i++) {
      const { socket } = await visit(served)
      socket.terminate()
      await expect.poll(() => parked.length).toBe(i + 1)
    }
    expect(served.running()).toBe(2)
    expect(expired).toMatchObject([{ reason: 'room' }, { reason: 'room' }, { reason: 'room' }])
  })

  test('are bounded by their share of the heap, as they are reckoned, however many they are', async () => {
    const room = 10 * 17 * 1024
    const share = room / getHeapStatistics().heap_size_limit
    const served = await serveCounter({ parkedShare: share })
    const parked = told('oriel:view.parked')
    const expired = told('oriel:view.expired')
    const visits = await Promise.all(Array.from({ length: 60 }, () => visit(served)))
    for (const { socket } of visits) socket.terminate()
    await expect.poll(() => parked.length).toBe(60)
    // 16 kB and what they show.
    await expect.poll(served.running).toBe(10)
    expect(expired.length).toBe(50)
  })

  test('end with their session', async () => {
    const served = await serveCounter({}, signOut)
    const parked = told('oriel:view.parked')
    const { socket, browser } = await visit(served)
    socket.terminate()
    await expect.poll(() => parked.length).toBe(1)
    await browser.get('/sign-out')
    await expect.poll(served.running).toBe(0)
  })

  test('end with the server', async () => {
    const served = await serveCounter()
    const parked = told('oriel:view.parked')
    const { socket } = await visit(served)
    socket.terminate()
    await expect.poll(() => parked.length).toBe(1)
    await served.app.close()
    expect(served.pubsub.listeners).toBe(0)
  })
})
