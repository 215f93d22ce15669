import { EventEmitter } from 'node:events'
import { type PageTokens, type SocketOptions, socketQuery, type WireBrowser } from './wire-client.ts'

/** What the server says to a request of a long poll. */
export interface PollAnswer {
  readonly status: number
  readonly token?: string
  readonly messages?: readonly string[]
}

/** The requests of a browser that polls, each as its test wants it. */
export class WirePoll {
  token = ''
  readonly #browser: WireBrowser
  readonly #query: URLSearchParams
  readonly #headers: Readonly<Record<string, string>>

  constructor(browser: WireBrowser, page: PageTokens, options: SocketOptions = {}) {
    this.#browser = browser
    this.#query = socketQuery(page, options)
    this.#headers = { origin: browser.url, ...options.headers }
  }

  /** Opens a session, whose token the next requests carry. */
  async open(): Promise<PollAnswer> {
    const answer = await this.poll()
    this.token = answer.token ?? ''
    return answer
  }

  poll(init: RequestInit = {}): Promise<PollAnswer> {
    return this.request(init)
  }

  /** Sends messages, one a line. */
  post(...lines: readonly string[]): Promise<PollAnswer> {
    const headers = { 'content-type': 'application/x-ndjson' }
    return this.request({ method: 'POST', body: lines.join('\n'), headers })
  }

  async request(init: RequestInit): Promise<PollAnswer> {
    return JSON.parse((await this.fetch(init)).body)
  }

  fetch(init: RequestInit) {
    this.#query.set('token', this.token)
    const headers = { ...this.#headers, ...(init.headers as Record<string, string>) }
    return this.#browser.get(`/live/longpoll?${this.#query}`, { ...init, headers })
  }
}

/** A WebSocket to those who use it, and a long poll to the server. */
export class PollSocket extends EventEmitter {
  readonly #line: WirePoll
  #isOver = false
  #sent: Promise<unknown> = Promise.resolve()

  /** Opens a session and polls from then on; rejects with the status when it is refused. */
  static async open(browser: WireBrowser, page: PageTokens, options?: SocketOptions): Promise<PollSocket> {
    const line = new WirePoll(browser, page, options)
    const { status } = await line.open()
    if (status !== 410) throw new Error(`status ${status}`)
    return new PollSocket(line)
  }

  private constructor(line: WirePoll) {
    super()
    this.#line = line
    this.#poll().catch(() => this.#end(1006))
  }

  send(data: string | Buffer): void {
    const text = typeof data === 'string' ? data : data.toString('base64')
    this.#sent = this.#sent.then(() => this.#line.post(text)).catch(() => this.#end(1006))
  }

  /** Polls no more. Nothing tells the server: it ends the session in a while, or when it closes. */
  close(): void {
    this.#end(1005)
  }

  terminate(): void {
    this.#end(1006)
  }

  pause(): void {
    throw new Error('A long poll cannot be paused: use a WirePoll, and do not poll.')
  }

  async #poll(): Promise<void> {
    while (!this.#isOver) {
      const { status, messages = [] } = await this.#line.poll()
      if (this.#isOver) return
      for (const message of messages) this.emit('message', Buffer.from(message))
      if (status >= 400) this.#end(status)
    }
  }

  #end(code: number): void {
    if (this.#isOver) return
    this.#isOver = true
    this.emit('close', code)
  }
}
