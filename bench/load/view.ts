import { WebSocket } from 'ws'
import { getPage, type Page } from './page.ts'

/** What a server answers: its payload, and the bytes of the whole frame. */
export interface Reply {
  readonly payload: { readonly status: string; readonly response: Readonly<Record<string, unknown>> }
  readonly bytes: number
}

/** An event as a browser sends it. */
export interface SentEvent {
  readonly type: 'click' | 'form'
  readonly event: string
  readonly value: unknown
}

/** What a container and its page say of themselves. */
interface Credentials {
  readonly id: string
  readonly session: string
  readonly static: string
  readonly csrf: string
}

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

const HEARTBEAT_MS = 30_000

/** The browser's end of a view: one socket with one channel. */
export class View {
  /** Hears of every frame that comes, in full. */
  onFrame: (frame: string, bytes: number) => void = () => {}
  readonly page: Page
  readonly #credentials: Credentials
  readonly #socket: WebSocket
  readonly #waiting = new Map<string, Waiting>()
  readonly #heartbeat: NodeJS.Timeout
  #ref = 0

  constructor(page: Page) {
    this.page = page
    this.#credentials = credentialsOf(page)
    this.#socket = new WebSocket(socketUrl(page.url, this.#credentials), {
      perMessageDeflate: false,
      headers: { cookie: page.cookie, origin: page.url.origin },
    })
    this.#socket.on('message', (data: Buffer) => this.#receive(data))
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error(`The socket of ${page.url} was closed.`)))
    this.#heartbeat = setInterval(() => this.#send(null, 'phoenix', 'heartbeat', {}), HEARTBEAT_MS)
  }

  /** Opens the socket and joins; rejects when the server refuses. */
  async join(): Promise<Reply> {
    await this.#opened()
    const { csrf, session, static: fixed } = this.#credentials
    const params = { _csrf_token: csrf, _mounts: 0 }
    const reply = await this.#call('phx_join', { url: this.page.url.href, params, session, static: fixed })
    if (reply.payload.status === 'ok') return reply
    throw new Error(`${this.page.url} refuses a join: ${JSON.stringify(reply.payload.response)}`)
  }

  send(event: SentEvent): Promise<Reply> {
    return this.#call('event', event)
  }

  /** Takes nothing any more of what is sent to it. */
  stall(): void {
    this.#socket.pause()
  }

  /** Resolves when the server has closed the socket. */
  closed(): Promise<void> {
    return new Promise((resolve) => this.#socket.once('close', () => resolve()))
  }

  close(): void {
    this.#fail(new Error('The view was closed.'))
    this.#socket.terminate()
  }

  get #topic(): string {
    return `lv:${this.#credentials.id}`
  }

  #opened(): Promise<void> {
    return new Promise((resolve, reject) => this.#socket.once('open', resolve).once('error', reject))
  }

  #call(event: string, payload: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(this.#send('1', this.#topic, event, payload), { resolve, reject })
    })
  }

  #send(joinRef: string | null, topic: string, event: string, payload: object): string {
    this.#ref++
    const ref = String(this.#ref)
    this.#socket.send(JSON.stringify([joinRef, ref, topic, event, payload]))
    return ref
  }

  #receive(data: Buffer): void {
    const frame = data.toString()
    this.onFrame(frame, data.length)
    // What nobody waits for need not be understood, and the load shares its machine with what it measures.
    if (this.#waiting.size === 0) return
    const [, ref, , event, payload] = JSON.parse(frame)
    if (event !== 'phx_reply') return
    this.#waiting.get(ref)?.resolve({ payload, bytes: data.length })
    this.#waiting.delete(ref)
  }

  #fail(error: Error): void {
    clearInterval(this.#heartbeat)
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

/** Loads a page, opens its socket and joins its view; gives the view and the bytes of page and answer. */
export async function openView(
  url: URL,
  cookie?: string,
): Promise<{ readonly view: View; readonly joined: Reply; readonly bytes: number }> {
  const page = await getPage(url, cookie)
  const view = new View(page)
  const joined = await view.join()
  return { view, joined, bytes: page.bytes + joined.bytes }
}

function credentialsOf({ url, body }: Page): Credentials {
  const container = /<div id="([^"]+)" data-phx-main data-phx-session="([^"]+)" data-phx-static="([^"]+)"/
  const [, id, session, fixed] = container.exec(body) ?? []
  const csrf = /<meta name="csrf-token" content="([^"]+)"/.exec(body)?.[1]
  if (!id || !session || !fixed || !csrf) throw new Error(`${url} is not the page of a view.`)
  return { id, session, static: fixed, csrf }
}

function socketUrl(page: URL, { csrf }: Credentials): URL {
  const query = new URLSearchParams({ _csrf_token: csrf, _mounts: '0', vsn: '2.0.0' })
  return new URL(`ws://${page.host}/live/websocket?${query}`)
}
