import { html, type LiveView } from 'oriel'
import { localPubSub } from 'oriel/bus'
import { Connection } from '../../../src/live/server/connection.ts'
import { createLiveServer, type LiveServerOptions } from '../../../src/live/server/live-server.ts'
import { renderPage } from '../../../src/live/server/page.ts'
import { newSession } from '../../../src/live/server/session.ts'
import type { Transport } from '../../../src/live/server/transport.ts'
import { logLines } from '../../support/log-lines.ts'
import { type PageTokens, tokensIn, type WireFrame } from '../../support/wire-client.ts'

const ORIGIN = 'http://test.local'

/** A network that keeps what is sent, and is as slow as a test wants. */
class SlowTransport implements Transport {
  bufferedAmount = 0
  readonly frames: WireFrame[] = []
  readonly closedWith: number[] = []
  terminations = 0

  send(text: string): void {
    this.frames.push(JSON.parse(text))
  }

  close(code: number): void {
    this.closedWith.push(code)
  }

  terminate(): void {
    this.terminations++
  }
}

/** Serves one view, and connects browsers to it inside the process. */
export function serveOne(view: LiveView, options: Partial<LiveServerOptions> = {}) {
  const { log, lines } = logLines()
  const routes = [{ path: '/', view }]
  const server = createLiveServer({
    routes,
    rootLayout: ({ content }) => html`${content}`,
    secret: 'tested '.repeat(10),
    pubsub: localPubSub(),
    log,
    ...options,
  })
  const session = newSession()
  const connect = async () => {
    const page = await renderPage(server, new URL('/', ORIGIN), session, {}, false)
    if (page.kind !== 'html') throw new Error(`The page leads to ${page.to}.`)
    const transport = new SlowTransport()
    const info = { address: '127.0.0.1', userAgent: 'test', headers: {} }
    const connection = new Connection(server, { session, host: new URL(ORIGIN).host, info }, transport)
    return new LineBrowser(connection, transport, tokensIn(page.body.toString()))
  }
  return { connect, lines }
}

/** A browser at the other end of such a network. */
class LineBrowser {
  readonly transport: SlowTransport
  readonly connection: Connection
  readonly #page: PageTokens
  #ref = 0

  constructor(connection: Connection, transport: SlowTransport, page: PageTokens) {
    this.connection = connection
    this.transport = transport
    this.#page = page
  }

  /** Sends a message of the view and gives its ref. */
  send(event: string, payload: object): string {
    const ref = String(++this.#ref)
    this.connection.receive(JSON.stringify(['1', ref, `lv:${this.#page.id}`, event, payload]))
    return ref
  }

  /** Sends the join. */
  sendJoin(): void {
    const { session, static: fixed } = this.#page
    this.send('phx_join', { url: `${ORIGIN}/`, params: { _mounts: 0 }, session, static: fixed })
  }

  /** Joins, and forgets the frames of that. */
  async join(): Promise<void> {
    this.sendJoin()
    await this.settled()
    this.transport.frames.length = 0
  }

  sendEvent(event: string, value: object = {}): string {
    return this.send('event', { type: 'click', event, value })
  }

  /** What has been sent so far: event, ref and payload of each frame. */
  get sent(): readonly (readonly [event: string, ref: string | null, payload: unknown])[] {
    return this.transport.frames.map(([, ref, , event, payload]) => [
      event,
      ref,
      payload['response'] ?? payload,
    ])
  }

  /** Waits until every view here has done all that it was sent. */
  async settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve))
    while (!this.connection.isIdle(false))
  }
}
