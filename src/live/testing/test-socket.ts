import { Connection } from '../server/connection.ts'
import type { LiveServer } from '../server/live-server.ts'
import type { Peer } from '../server/transport.ts'
import { decodeFrame } from '../wire/frame.ts'
import { type Ear, type Line, TestChannel } from './test-channel.ts'

/** The code of a socket that has ended without a word. */
const LOST = 1006

/** The number that the last message of a page had. */
export interface Refs {
  last: number
}

/** A browser's end of a connection inside the process: real frames, no network. */
export class TestSocket implements Line {
  readonly #connection: Connection
  readonly #channels = new Map<string, TestChannel>()
  readonly #outbound: (string | Uint8Array)[] = []
  readonly #refs: Refs
  #isDeaf = false
  #isReceiving = false
  #isClosed = false

  /** `refs` goes on over the connections of a page. */
  constructor(server: LiveServer, peer: Peer, refs: Refs) {
    this.#refs = refs
    const end = () => this.close()
    this.#connection = new Connection(server, peer, {
      bufferedAmount: 0,
      send: (text) => this.#receive(text),
      close: end,
      terminate: end,
    })
  }

  /** Takes a topic over. */
  channel(topic: string, ear: Ear): TestChannel {
    const channel = new TestChannel(topic, this, ear)
    this.#channels.set(topic, channel)
    return channel
  }

  /** Takes over a channel of a connection that was lost. */
  carry(channel: TestChannel): void {
    this.#channels.set(channel.topic, channel)
  }

  /** Whatever the server sends from now on is lost. */
  deafen(): void {
    this.#isDeaf = true
  }

  /**
   * Cuts the connection, as a network does: what was sent may be answered on the next one. The server may not notice that
   * before the browser is back.
   */
  lose(isNoticed = true): void {
    if (this.#isClosed) return
    this.#isClosed = this.#isDeaf = true
    if (isNoticed) this.#connection.closed(LOST)
  }

  nextRef(): string {
    return String(++this.#refs.last)
  }

  /** Sends a frame at once; one that answers the server waits until that has finished what it is at. */
  send(frame: string | Uint8Array): void {
    this.#outbound.push(frame)
    if (this.#isReceiving) queueMicrotask(() => this.#flush())
    else this.#flush()
  }

  forget(channel: TestChannel): void {
    if (this.#channels.get(channel.topic) === channel) this.#channels.delete(channel.topic)
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Whether every view here has done all that it was sent; with `alsoTasks`, its tasks as well. */
  isIdle(alsoTasks: boolean): boolean {
    if (this.#isClosed) return true
    const isWaiting = [...this.#channels.values()].some((channel) => channel.isWaiting)
    return !isWaiting && this.#connection.isIdle(alsoTasks)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#connection.closed()
    for (const channel of [...this.#channels.values()]) channel.end()
  }

  #flush(): void {
    let frame = this.#outbound.shift()
    while (frame !== undefined && !this.#isClosed) {
      this.#connection.receive(frame)
      frame = this.#outbound.shift()
    }
  }

  #receive(text: string): void {
    if (this.#isDeaf) return
    const frame = decodeFrame(text)
    if (!frame) throw new Error(`The server sent what is no frame: ${text}`)
    this.#isReceiving = true
    try {
      this.#channels.get(frame[2])?.receive(frame)
    } finally {
      this.#isReceiving = false
    }
  }
}
