import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { build } from 'esbuild'
import { type WebSocket, WebSocketServer } from 'ws'
import { markup } from '../../../src/live/wire/markup.ts'
import { merge } from '../../../src/live/wire/merge.ts'
import type { Diff, Tree } from '../../../src/live/wire/tree.ts'

/** A frame that the client has sent, and the means to answer it. */
export interface Received {
  readonly joinRef: string
  readonly topic: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: what the client sends is what the tests look at
  readonly payload: any
  reply(response?: object, status?: 'ok' | 'error'): void
}

/** A live server that does only what a test tells it. */
export interface ScriptedServer {
  readonly url: string
  /** What a page shows at a path, dead and at its join; a nested view is asked for by its id. */
  page: (path: string) => Diff
  /** What answers a join; undefined leaves the answer to the test. */
  onJoin: (join: Received) => object | undefined
  /** The next frame of this event that was not taken yet. */
  next(event: string): Promise<Received>
  /** How many frames of this event nobody has taken. */
  pending(event: string): number
  /** Sends to the view that joined last, or last under this id. */
  push(event: string, payload: object, id?: string): void
  /** Destroys all connections; refuses new ones while `isRefusing`. */
  drop(code?: number): void
  isRefusing: boolean
  /** New connections stay half open: they are counted and never answered. */
  isHanging: boolean
  /** Takes everything and answers nothing, as a line does that is dead at the other end. */
  isMute: boolean
  /** WebSockets opened so far. */
  connections(): number
  close(): Promise<void>
}

const script = await build({
  entryPoints: [join(import.meta.dirname, 'page.ts')],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  write: false,
})

/** Starts a server on a free port. */
export async function scriptedServer(page: ScriptedServer['page']): Promise<ScriptedServer> {
  const sockets = new Set<WebSocket>()
  const hanging: Duplex[] = []
  const queue: Received[] = []
  const takers: { event: string; take: (received: Received) => void }[] = []
  let last = ''
  const joins = new Map<string, { socket: WebSocket; joinRef: string }>()
  let opened = 0

  const http = createServer(({ url = '/' }, response) => {
    const isScript = url === '/app.js'
    response.writeHead(url === '/favicon.ico' ? 204 : 200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': "default-src 'self'",
    })
    response.end(isScript ? script.outputFiles[0]?.text : documentOf(server.page(url)))
  })
  const wss = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    if (server.isRefusing) return void socket.destroy()
    opened++
    if (server.isHanging) hanging.push(socket)
    else wss.handleUpgrade(request, socket, head, opens)
  })

  function opens(ws: WebSocket): void {
    sockets.add(ws)
    ws.on('close', () => sockets.delete(ws))
    ws.on('message', (data) => receive(ws, String(data)))
  }

  function receive(socket: WebSocket, text: string): void {
    const [joinRef, ref, topic, event, payload] = JSON.parse(text)
    const reply = (response: object = {}, status = 'ok') =>
      socket.send(JSON.stringify([joinRef, ref, topic, 'phx_reply', { status, response }]))
    if (server.isMute) return
    if (event === 'heartbeat') reply()
    const received: Received = { joinRef, topic, event, payload, reply }
    if (event === 'phx_join') {
      last = topic
      joins.set(topic, { socket, joinRef })
      const answer = server.onJoin(received)
      if (answer) reply(answer)
    }
    if (event === 'phx_leave') reply()
    const taker = takers.findIndex((taker) => taker.event === event)
    if (taker < 0) queue.push(received)
    else takers.splice(taker, 1)[0]?.take(received)
  }

  const server: ScriptedServer = {
    url: '',
    page,
    onJoin: ({ topic, payload: { url = null, redirect = url } }) => ({
      rendered: server.page(redirect === null ? idOf(topic) : pathOf(redirect)),
    }),
    isRefusing: false,
    isHanging: false,
    isMute: false,
    pending: (event) => queue.filter((received) => received.event === event).length,
    connections: () => opened,
    next(event) {
      const index = queue.findIndex((received) => received.event === event)
      if (index >= 0) return Promise.resolve(queue.splice(index, 1)[0] as Received)
      return new Promise((take) => takers.push({ event, take }))
    },
    push(event, payload, id = idOf(last)) {
      const topic = `lv:${id}`
      const { socket, joinRef } = joins.get(topic) ?? {}
      socket?.send(JSON.stringify([joinRef, null, topic, event, payload]))
    },
    drop(code) {
      for (const socket of sockets) {
        if (code) socket.close(code)
        else socket.terminate()
      }
    },
    close() {
      for (const socket of sockets) socket.terminate()
      for (const socket of hanging) socket.destroy()
      http.closeAllConnections()
      return new Promise((resolve) => http.close(() => resolve()))
    },
  }
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return Object.assign(server, { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })
}

const idOf = (topic: string) => topic.slice('lv:'.length)

const pathOf = (url: string) => new URL(url).pathname + new URL(url).search

const documentOf = (rendered: Diff) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="csrf-token" content="CSRF">
<title data-prefix="Oriel: ">Oriel: start</title>
<script type="module" src="/app.js"></script>
</head>
<body>
<div id="phx-main" data-phx-main data-phx-session="SESSION" data-phx-static="STATIC">${
  markup(merge(undefined, structuredClone(rendered) as Tree)).html
}</div>
</body>
</html>`
