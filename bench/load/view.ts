import { WebSocket } from 'ws'
import { encodeBinary } from '../../src/live/wire/binary.ts'
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

/** Where a view has come to, for another socket to take it up; without a token it begins. */
export interface Standing {
  readonly id: number
  readonly token?: unknown
  readonly seen: number
}

/** The browser's end of a view: one socket with one channel. */
export class View {
  /** Hears of every frame that comes, in full. */
  onFrame: (frame: string, bytes: number) => void = () => {}
  readonly page: Page
  readonly #credentials: Credentials
  readonly #socket: WebSocket
  readonly #waiting = new Map<string, Waiting>()
  readonly #heartbeat: NodeJS.Timeout
  readonly #from: Standing | undefined
  #token: unknown
  #seen: number
  #ref = 0

  /** `from` is for a view that outlives its connection. */
  constructor(page: Page, from?: Standing) {
    this.page = page
    this.#from = from
    this.#seen = from?.seen ?? 0
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
    const resume = this.#from && { resume: this.#from }
    const payload = { url: this.page.url.href, params, session, static: fixed, ...resume }
    const reply = await this.call('phx_join', payload)
    this.#token = reply.payload.response['resume']
    // The answer itself does not count.
    this.#seen--
    if (this.#token) this.#send('1', this.#topic, 'ack', { seen: this.#seen })
    if (reply.payload.status === 'ok') return reply
    throw new Error(`${this.page.url} refuses a join: ${JSON.stringify(reply.payload.response)}`)
  }

  /** Where it has come to. */
  get standing(): Standing {
    return { id: this.#from?.id ?? 0, token: this.#token, seen: this.#seen }
  }

  send(event: SentEvent): Promise<Reply> {
    return this.call('event', event)
  }

  /** The id of the element around the view. */
  get id(): string {
    return this.#credentials.id
  }

  /** Sends a message to the view. */
  call(event: string, payload: object): Promise<Reply> {
    return this.#ask('1', this.#topic, event, payload)
  }

  /** Joins another topic, and gives the ref of that. */
  async joinTopic(topic: string, payload: object): Promise<string> {
    const joinRef = String(this.#ref + 1)
    const { payload: answer } = await this.#ask(joinRef, topic, 'phx_join', payload)
    if (answer.status === 'ok') return joinRef
    throw new Error(`${topic} refuses a join: ${JSON.stringify(answer.response)}`)
  }

  /** Sends bytes to another topic. */
  async chunk(joinRef: string, topic: string, bytes: Uint8Array): Promise<void> {
    this.#ref++
    const ref = String(this.#ref)
    const answered = this.#answer(ref)
    this.#socket.send(encodeBinary(joinRef, ref, topic, 'chunk', bytes))
    const { payload } = await answered
    if (payload.status !== 'ok')
      throw new Error(`${topic} refuses bytes: ${JSON.stringify(payload.response)}`)
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

  #ask(joinRef: string, topic: string, event: string, payload: object): Promise<Reply> {
    return this.#answer(this.#send(joinRef, topic, event, payload))
  }

  #answer(ref: string): Promise<Reply> {
    return new Promise((resolve, reject) => this.#waiting.set(ref, { resolve, reject }))
  }

  #send(joinRef: string | null, topic: string, event: string, payload: object): string {
    this.#ref++
    const ref = String(this.#ref)
    this.#socket.send(JSON.stringify([joinRef, ref, topic, event, payload]))
    return ref
  }

  #receive(data: Buffer): void {
    const frame = data.toString()
    this.#seen++
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
  resumes = false,
): Promise<{ readonly view: View; readonly joined: Reply; readonly bytes: number }> {
  const page = await getPage(url, cookie)
  const view = new View(page, resumes ? { id: Math.random(), seen: 0 } : undefined)
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
