import { WebSocket } from 'ws'
import { encodeBinary } from '../../src/live/wire/binary.ts'
import { PollSocket } from './wire-poll.ts'

/** What a page carries for the socket that follows it. */
export interface PageTokens {
  readonly id: string
  readonly csrf: string
  readonly session: string
  readonly static: string
}

/** The answer to a request, with the page's tokens when a view was in it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly tokens: PageTokens
}

/** A browser's cookies and its requests, without the browser. */
export class WireBrowser {
  readonly url: string
  readonly cookies = new Map<string, string>()

  constructor(url: string) {
    this.url = url
  }

  /** Requests a page; redirects are not followed. */
  async get(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { cookie: this.cookieHeader, ...(init.headers as Record<string, string>) }
    const response = await fetch(new URL(path, this.url), { redirect: 'manual', ...init, headers })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    const body = await response.text()
    return { status: response.status, headers: response.headers, body, tokens: tokensIn(body) }
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split('; ')
    const [name = '', value = ''] = pair.split('=')
    if (attributes.some((each) => each.startsWith('Expires=Thu, 01 Jan 1970'))) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

const attribute = (body: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(body)?.[1] ?? ''

/** What a page carries for its socket; empty texts where it carries none. */
export const tokensIn = (body: string): PageTokens => ({
  id: attribute(body, ' id'),
  csrf: attribute(body, 'name="csrf-token" content'),
  session: attribute(body, 'data-phx-session'),
  static: attribute(body, 'data-phx-static'),
})

export type WireFrame = readonly [
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: Readonly<Record<string, unknown>>,
]

/** What a reply carries. */
export interface WireReply {
  readonly status: 'ok' | 'error'
  readonly response: Readonly<Record<string, unknown>>
}

/** How a socket may differ from that of an honest browser. */
export interface SocketOptions {
  readonly csrf?: string
  /** null leaves it out. */
  readonly vsn?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Whether the browser cannot open a WebSocket. */
  readonly isPolled?: boolean
  /** The number of the last message that the page has sent, by another socket. */
  readonly lastRef?: number
}

/** What a socket says of itself in its URL. */
export function socketQuery(
  page: PageTokens,
  { csrf = page.csrf, vsn = '2.0.0' }: SocketOptions,
): URLSearchParams {
  return new URLSearchParams({ _csrf_token: csrf, ...(vsn !== null && { vsn }) })
}

/** A WebSocket, or a long poll in its place, that speaks in frames. */
export class WireSocket {
  readonly frames: WireFrame[] = []
  /** Settles with the code that the socket closes with. */
  readonly closed: Promise<number>
  readonly #ws: WebSocket | PollSocket
  readonly #browser: WireBrowser
  readonly #page: PageTokens
  readonly #waiting = new Set<() => void>()
  #ref: number

  /** Connects as the browser that loaded the page; rejects with the status when it is refused. */
  static async open(
    browser: WireBrowser,
    page: PageTokens,
    options: SocketOptions = {},
  ): Promise<WireSocket> {
    if (options.isPolled)
      return new WireSocket(await PollSocket.open(browser, page, options), browser, page, options)
    const query = socketQuery(page, options)
    const url = `${browser.url.replace('http', 'ws')}/live/websocket?${query}`
    const ws = new WebSocket(url, {
      headers: { cookie: browser.cookieHeader, origin: browser.url, ...options.headers },
    })
    await new Promise((resolve, reject) => {
      ws.once('open', resolve)
      ws.once('unexpected-response', (_, { statusCode }) => reject(new Error(`status ${statusCode}`)))
      ws.once('error', reject)
    })
    return new WireSocket(ws, browser, page, options)
  }

  private constructor(
    ws: WebSocket | PollSocket,
    browser: WireBrowser,
    page: PageTokens,
    { lastRef = 0 }: SocketOptions,
  ) {
    this.#ref = lastRef
    this.#ws = ws
    this.#browser = browser
    this.#page = page
    this.closed = new Promise((resolve) => ws.once('close', resolve))
    ws.on('error', () => {})
    ws.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()))
      for (const wake of this.#waiting) wake()
    })
  }

  get topic(): string {
    return `lv:${this.#page.id}`
  }

  /** Sends a message as text. */
  sendText(text: string): void {
    this.#ws.send(text)
  }

  sendBinary(data: Buffer): void {
    this.#ws.send(data)
  }

  /** Sends a frame with the next ref, and gives that. */
  send(joinRef: string | null, topic: string, event: string, payload: object): string {
    const ref = String(++this.#ref)
    this.sendText(JSON.stringify([joinRef, ref, topic, event, payload]))
    return ref
  }

  /** Sends bytes with the next ref, and waits for the reply. */
  chunk(joinRef: string, topic: string, bytes: Uint8Array): Promise<WireReply> {
    const ref = String(++this.#ref)
    this.sendBinary(Buffer.from(encodeBinary(joinRef, ref, topic, 'chunk', bytes)))
    return this.reply(ref)
  }

  /** Joins another topic than that of the page's view. */
  async joinTopic(topic: string, payload: object): Promise<WireReply & { readonly joinRef: string }> {
    const joinRef = String(this.#ref + 1)
    return { joinRef, ...(await this.call(joinRef, topic, 'phx_join', payload)) }
  }

  /** Sends a frame and waits for its reply. */
  async call(joinRef: string | null, topic: string, event: string, payload: object): Promise<WireReply> {
    return this.reply(this.send(joinRef, topic, event, payload))
  }

  /** The reply to a frame that was sent. */
  async reply(ref: string): Promise<WireReply> {
    const frame = await this.next((each) => each[1] === ref && each[3] === 'phx_reply')
    return frame[4] as unknown as WireReply
  }

  /** Joins the page's view; `payload` changes what an honest browser would send. */
  async join(path: string, payload: object = {}): Promise<WireReply & { readonly joinRef: string }> {
    const joinRef = this.sendJoin(path, payload)
    return { joinRef, ...(await this.reply(joinRef)) }
  }

  /** Sends the join without waiting, and gives its ref. */
  sendJoin(path: string, payload: object = {}, topic = this.topic): string {
    const { session, static: fixed } = this.#page
    const url = new URL(path, this.#browser.url).href
    const joinRef = String(this.#ref + 1)
    const params = { _csrf_token: this.#page.csrf, _mounts: 0 }
    return this.send(joinRef, topic, 'phx_join', { url, params, session, static: fixed, ...payload })
  }

  /** Clicks on something that is bound to an event. */
  click(joinRef: string, event: string, value: object = {}): Promise<WireReply> {
    return this.call(joinRef, this.topic, 'event', { type: 'click', event, value })
  }

  /** The first frame that fits, among those that have come or are to come. */
  async next(fits: (frame: WireFrame) => boolean): Promise<WireFrame> {
    for (;;) {
      const found = this.frames.find(fits)
      if (found) return found
      await new Promise<void>((resolve, reject) => {
        const wake = () => {
          this.#waiting.delete(wake)
          resolve()
        }
        this.#waiting.add(wake)
        this.closed.then((code) => reject(new Error(`The socket closed with ${code}.`)))
      })
    }
  }

  /** Waits until the server has done what it was sent: heartbeats are answered in their turn. */
  async settled(): Promise<void> {
    for (let i = 0; i < 3; i++) await this.call(null, 'phoenix', 'heartbeat', {})
  }

  /** Reads no more, as a browser whose network has gone quiet. */
  pause(): void {
    this.#ws.pause()
  }

  /** Closes, with the code that a browser gives, if it gives one. */
  close(code?: number): void {
    this.#ws.close(code)
  }

  terminate(): void {
    this.#ws.terminate()
  }
}
