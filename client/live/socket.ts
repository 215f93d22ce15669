import { decodeFrame, encodeFrame, type Frame } from '../../src/live/wire/frame.ts'
import { jittered } from './jitter.ts'

/** Milliseconds before the nth attempt to connect again; the last one repeats. */
const reconnectDelays = [10, 50, 100, 150, 200, 250, 500, 1000, 2000, 5000]

const OPEN_WITHIN = 10_000
const HEARTBEAT_EVERY = 30_000
/** A page that comes back to the eye learns this soon that its socket is a dead one. */
const PROOF_WITHIN = 3_000

/** What the owner of a socket hears. */
export interface SocketEvents {
  onOpen(): void
  onFrame(frame: Frame): void
  /** The socket is gone; another is on its way. */
  onLost(): void
  /** The server has closed for good (code 1000). */
  onEnd(): void
}

/**
 * One WebSocket after another: connects again with growing delays, but not while nobody looks at the page, and
 * at once when there is reason to hope. A socket that only looks open is found out by the heartbeat.
 */
export class Socket {
  readonly #url: string
  readonly #events: SocketEvents
  readonly #life = new AbortController()
  #ws: WebSocket | undefined
  #attempts = 0
  #lastRef = 0
  /** The heartbeat that waits for its answer. */
  #heartbeat: string | undefined
  #timers: { retry?: number; heartbeat?: number; deadline?: number } = {}

  constructor(url: string, events: SocketEvents) {
    this.#url = url
    this.#events = events
    const { signal } = this.#life
    addEventListener('online', () => this.#wake(), { signal })
    addEventListener('pageshow', ({ persisted }) => persisted && this.#wake(), { signal })
    document.addEventListener('visibilitychange', () => this.#wake(), { signal })
    this.#connect()
  }

  get isOpen(): boolean {
    return this.#ws?.readyState === WebSocket.OPEN
  }

  nextRef(): string {
    return String(++this.#lastRef)
  }

  send(joinRef: string | null, ref: string, topic: string, event: string, payload: unknown): void {
    if (this.isOpen) this.#ws?.send(encodeFrame(joinRef, ref, topic, event, JSON.stringify(payload)))
  }

  /** Gives the present socket up and connects again. */
  drop(): void {
    this.#lose()
  }

  /** Closes for good. */
  stop(): void {
    this.#life.abort()
    this.#clear()
    this.#ws?.close()
  }

  #connect(): void {
    if (this.#ws || document.hidden || this.#life.signal.aborted) return
    this.#clear()
    const ws = new WebSocket(this.#url)
    this.#ws = ws
    this.#expectWithin(OPEN_WITHIN)
    ws.onopen = () => this.#opened()
    ws.onmessage = ({ data }) => this.#receive(data)
    ws.onclose = ({ code }) => this.#lose(code)
  }

  #opened(): void {
    this.#clear()
    this.#attempts = 0
    this.#heartbeat = undefined
    this.#timers.heartbeat = setInterval(() => this.#beat(), HEARTBEAT_EVERY)
    this.#events.onOpen()
  }

  #receive(text: string): void {
    const frame = decodeFrame(text)
    if (!frame) return
    if (frame[2] !== 'phoenix') this.#events.onFrame(frame)
    else if (frame[1] === this.#heartbeat) {
      this.#heartbeat = undefined
      clearTimeout(this.#timers.deadline)
    }
  }

  #beat(): void {
    if (this.#heartbeat) return this.#lose()
    this.#heartbeat = this.nextRef()
    this.send(null, this.#heartbeat, 'phoenix', 'heartbeat', {})
  }

  #wake(): void {
    if (!this.#ws) this.#connect()
    else if (this.isOpen && !document.hidden) {
      if (!this.#heartbeat) this.#beat()
      this.#expectWithin(PROOF_WITHIN)
    }
  }

  #expectWithin(patience: number): void {
    clearTimeout(this.#timers.deadline)
    this.#timers.deadline = setTimeout(() => this.#lose(), patience)
  }

  #lose(code?: number): void {
    const ws = this.#ws
    if (!ws || this.#life.signal.aborted) return
    this.#clear()
    this.#ws = undefined
    // A half-open socket may report its close minutes from now, when another has taken its place.
    ws.onopen = ws.onmessage = ws.onclose = null
    ws.close()
    this.#events.onLost()
    if (code === 1000) this.#events.onEnd()
    else this.#retry()
  }

  #retry(): void {
    const delay = reconnectDelays[this.#attempts++] ?? 5000
    this.#timers.retry = setTimeout(() => this.#connect(), jittered(delay))
  }

  #clear(): void {
    clearTimeout(this.#timers.retry)
    clearTimeout(this.#timers.deadline)
    clearInterval(this.#timers.heartbeat)
  }
}
