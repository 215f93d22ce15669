import { html, liveView } from 'oriel'
import { expect, test, vi } from 'vitest'
import type { ConnectInfo } from '../../../src/live/view/live.ts'
import type { LiveApp } from '../../support/live-app.ts'
import { type SocketOptions, WireBrowser, WireSocket } from '../../support/wire-client.ts'
import { useServer } from './serve.ts'

const serve = useServer()

async function connect({ url }: LiveApp, options?: SocketOptions): Promise<WireSocket> {
  const browser = new WireBrowser(url)
  const { tokens } = await browser.get('/')
  return WireSocket.open(browser, tokens, options)
}

test('a text that is no frame closes the socket with 1007, and is logged', async () => {
  const live = await serve()
  const malformed = [
    '',
    'x',
    '{}',
    '[]',
    '[1,2,"lv:a","event",{}]',
    '["1","2","lv:a","event"]',
    '[null,null,null,"x",{}]',
    '["1","2","lv:a","event",null]',
  ]
  for (const text of malformed) {
    const socket = await connect(live)
    socket.sendText(text)
    expect(await socket.closed).toBe(1007)
  }
  expect(live.lines).toHaveLength(malformed.length)
  expect(live.lines[0]).toMatchObject({ level: 'warn', code: 'malformed_frame' })
})

test('a binary message closes the socket with 1007', async () => {
  const socket = await connect(await serve())
  socket.sendBinary(Buffer.from('["1","1","phoenix","heartbeat",{}]'))
  expect(await socket.closed).toBe(1007)
})

test('elements after the fifth of a frame are ignored', async () => {
  const socket = await connect(await serve())
  socket.sendText('[null,"5","phoenix","heartbeat",{},6,7]')
  expect(await socket.reply('5')).toEqual({ status: 'ok', response: {} })
})

test('a message that is too large closes the socket with 1009', async () => {
  const live = await serve({ limits: { frameBytes: 1000 } })
  const socket = await connect(live)
  expect(await socket.call(null, 'phoenix', 'heartbeat', { pad: 'x'.repeat(800) })).toMatchObject({
    status: 'ok',
  })
  socket.send(null, 'phoenix', 'heartbeat', { pad: 'x'.repeat(1000) })
  expect(await socket.closed).toBe(1009)
})

test('a socket of a page of another site is refused with 403', async () => {
  const live = await serve()
  for (const origin of ['https://example.com', 'null', `${live.url}0`]) {
    await expect(connect(live, { headers: { origin } })).rejects.toThrow('status 403')
  }
})

test('a socket with another version of the protocol, or with none, is refused with 403', async () => {
  const live = await serve()
  for (const vsn of ['1.0.0', '20.0.0', '3.0.0', '', null])
    await expect(connect(live, { vsn })).rejects.toThrow('status 403')
})

test('a request for the socket that does not upgrade is not found', async () => {
  const { url } = await serve()
  expect((await new WireBrowser(url).get('/live/websocket?vsn=2.0.0')).status).toBe(404)
})

test('a view is told the headers of its socket, without the session and what only opens it', async () => {
  const told: ConnectInfo[] = []
  const view = liveView({
    mount: () => ({}),
    connect: (_, { info }) => {
      told.push(info)
    },
    render: () => html`<p></p>`,
  })
  const live = await serve({ routes: [{ path: '/', view }] })
  const browser = new WireBrowser(live.url)
  browser.cookies.set('theme', 'dark')
  const { tokens } = await browser.get('/')
  const socket = await WireSocket.open(browser, tokens, { headers: { 'x-tenant': 'blue' } })
  await socket.join('/')
  expect(told).toEqual([
    {
      address: '127.0.0.1',
      userAgent: '',
      headers: { cookie: 'theme=dark', host: new URL(live.url).host, origin: live.url, 'x-tenant': 'blue' },
    },
  ])
})

test('behind a trusted proxy the origin is compared with the host that the browser sees', async () => {
  const live = await serve({ trustProxy: true })
  const headers = {
    origin: 'https://chat.example',
    'x-forwarded-host': 'chat.example',
    'x-forwarded-proto': 'https',
  }
  const browser = new WireBrowser(live.url)
  const { tokens } = await browser.get('/', { headers })
  const socket = await WireSocket.open(browser, tokens, { headers })
  expect(await socket.join('/', { url: 'https://chat.example/' })).toMatchObject({ status: 'ok' })
  expect(await socket.join('/')).toMatchObject({ response: { reason: 'stale' } })
  await expect(connect(await serve(), { headers })).rejects.toThrow('status 403')
})

test('behind a proxy that ends TLS untold, the scheme of the page does not stand against its join', async () => {
  const live = await serve()
  const browser = new WireBrowser(live.url)
  const { tokens } = await browser.get('/')
  const socket = await WireSocket.open(browser, tokens)
  expect(await socket.join('/', { url: live.url.replace('http:', 'https:') })).toMatchObject({ status: 'ok' })
})

test('a server that ends closes its sockets with 1012, so that browsers come back without a reload', async () => {
  const live = await serve()
  const socket = await connect(live)
  await socket.join('/')
  await live.close()
  expect(await socket.closed).toBe(1012)
})

test('a browser that does not answer the close does not hold the server up', async () => {
  const live = await serve()
  const socket = await connect(live)
  socket.pause()
  await live.close()
  socket.terminate()
})

test('a socket that is silent for too long is dropped, and one that is heard of is not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  const live = await serve({ limits: { idleMs: 15_000 } })
  const silent = await connect(live)
  const alive = await connect(live)
  vi.advanceTimersByTime(10_000)
  await alive.call(null, 'phoenix', 'heartbeat', {})
  vi.advanceTimersByTime(10_000)
  expect(await silent.closed).toBe(1006)
  await alive.call(null, 'phoenix', 'heartbeat', {})
})
