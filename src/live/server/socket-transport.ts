import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Transport } from './transport.ts'

/**
 * A WebSocket that is written to with as little as it takes. Most messages are ASCII: each is then the text of a whole
 * frame, which Node hands to the system in one call and without a copy in JavaScript. `ws` makes two pieces of a
 * frame, which costs as much again as sending it.
 */
export class SocketTransport implements Transport {
  readonly #socket: WebSocket
  readonly #stream: Socket

  /** `stream` is what the WebSocket runs over. Nothing is compressed, so `ws` has nothing of its own waiting. */
  constructor(socket: WebSocket, stream: Socket) {
    this.#socket = socket
    this.#stream = stream
  }

  get bufferedAmount(): number {
    return this.#stream.writableLength
  }

  send(text: string): void {
    if (this.#socket.readyState !== OPEN) return
    const head = headOf(text.length)
    const frame = head.text + text
    // Asked of the whole, so that it is put together once.
    if (Buffer.byteLength(frame) === text.length + head.bytes) this.#stream.write(frame, 'latin1')
    else this.#socket.send(text)
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  terminate(): void {
    this.#socket.terminate()
  }
}

/** What `ws` calls the state of a socket that can be written to. */
const OPEN = 1

/** A whole message of text, unmasked as servers send it. */
const TEXT = 0x81

/** What stands before the text of a frame, and the bytes that it would take in UTF-8. */
interface Head {
  readonly length: number
  readonly text: string
  readonly bytes: number
}

/** The last one: what is told to many has the same length for most of them. */
let last: Head = { length: -1, text: '', bytes: 0 }

function headOf(length: number): Head {
  if (last.length === length) return last
  const text = headText(length)
  last = { length, text, bytes: Buffer.byteLength(text) }
  return last
}

/** A character for each byte (RFC 6455, 5.2). */
function headText(length: number): string {
  if (length < 126) return String.fromCharCode(TEXT, length)
  if (length < 65_536) return String.fromCharCode(TEXT, 126, length >> 8, length & 255)
  const bytes = [24, 16, 8, 0].map((shift) => (length >>> shift) & 255)
  return String.fromCharCode(TEXT, 127, 0, 0, 0, 0, ...bytes)
}
