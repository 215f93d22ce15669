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
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (Buffer.byteLength(text) === text.length) this.#stream.write(headOf(text.length) + text, 'latin1')
    else this.#socket.send(text)
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  terminate(): void {
    this.#socket.terminate()
  }
}

/** A whole message of text, unmasked as servers send it. */
const TEXT = 0x81

/** What stands before the text of a frame, a character for each byte (RFC 6455, 5.2). */
function headOf(length: number): string {
  if (length < 126) return String.fromCharCode(TEXT, length)
  if (length < 65_536) return String.fromCharCode(TEXT, 126, length >> 8, length & 255)
  const bytes = [24, 16, 8, 0].map((shift) => (length >>> shift) & 255)
  return String.fromCharCode(TEXT, 127, 0, 0, 0, 0, ...bytes)
}
