import { Connection } from '../server/connection.ts'
import type { LiveServer } from '../server/live-server.ts'
import type { Peer } from '../server/transport.ts'
import { decodeFrame, encodeFrame } from '../wire/frame.ts'

/** The `phx_reply` to a message. */
export interface TestReply {
  readonly status: string
  readonly response: Readonly<Record<string, unknown>>
}

interface Waiting {
  resolve(reply: TestReply): void
  reject(error: Error): void
}

/** A push of the server: its event and payload. */
export type OnPush = (event: string, payload: Readonly<Record<string, unknown>>) => void

/** A browser's end of a connection inside the process: real frames, no network. */
export class TestSocket {
  readonly #connection: Connection
  readonly #waiting = new Map<string, Waiting>()
  readonly #onPush: OnPush
  readonly #topic: string
  #ref = 0
  #joinRef: string | null = null

  constructor(server: LiveServer, peer: Peer, topic: string, onPush: OnPush) {
    this.#topic = topic
    this.#onPush = onPush
    const end = () => this.close()
    this.#connection = new Connection(server, peer, {
      bufferedAmount: 0,
      send: (text) => this.#receive(text),
      close: end,
      terminate: end,
    })
  }

  join(payload: object): Promise<TestReply> {
    this.#joinRef = String(this.#ref + 1)
    return this.call('phx_join', payload)
  }

  /** Sends a message and waits for its reply; rejects when the view fails over it. */
  call(event: string, payload: object): Promise<TestReply> {
    this.#ref++
    const ref = String(this.#ref)
    return new Promise((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject })
      this.#connection.receive(encodeFrame(this.#joinRef, ref, this.#topic, event, JSON.stringify(payload)))
    })
  }

  /** Whether every view on the connection has done all that it was sent; with `alsoTasks`, its tasks as well. */
  isIdle(alsoTasks: boolean): boolean {
    return this.#connection.isIdle(alsoTasks)
  }

  close(): void {
    this.#connection.closed()
  }

  #receive(text: string): void {
    const frame = decodeFrame(text)
    if (!frame) throw new Error(`The server sent what is no frame: ${text}`)
    const [, ref, , event, payload] = frame
    if (event === 'phx_error') return this.#fail()
    if (event === 'phx_close') return this.#end()
    if (event !== 'phx_reply') return this.#onPush(event, payload as Readonly<Record<string, unknown>>)
    this.#waiting.get(ref ?? '')?.resolve(payload as TestReply)
    this.#waiting.delete(ref ?? '')
  }

  // What a view was sent before it left is answered by nobody.
  #end(): void {
    for (const { resolve } of this.#waiting.values()) resolve({ status: 'ok', response: {} })
    this.#waiting.clear()
  }

  #fail(): void {
    const error = new Error('The view has failed. Give openView a log to see why.')
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
