import type { Transport } from './transport.ts'

/** What a poll is answered with: messages, none yet, or that the session is over. */
export interface PollAnswer {
  readonly status: 200 | 204 | 410
  readonly messages: readonly string[]
}

/** How long a session lives between an answer and the next poll, as a part of the time that a poll may wait. */
const GRACE = 1.5

/**
 * A transport without a socket: what is sent waits until the browser asks for it. One request of the browser, its
 * poll, waits here in turn until there is something to say, at most `pollMs`.
 */
export class PollSession implements Transport {
  readonly #pollMs: number
  readonly #onEnd: () => void
  #waiting: string[] = []
  #waitingBytes = 0
  /** Bytes of answers that Node has not yet handed to the system. */
  #leavingBytes = 0
  #answer: ((answer: PollAnswer) => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #isOver = false

  /** `onEnd` is called once, when nothing more can be sent. */
  constructor(pollMs: number, onEnd: () => void) {
    this.#pollMs = pollMs
    this.#onEnd = onEnd
    this.#awaitPoll()
  }

  get isOver(): boolean {
    return this.#isOver
  }

  get bufferedAmount(): number {
    return this.#waitingBytes + this.#leavingBytes
  }

  send(text: string): void {
    if (this.#isOver) return
    this.#waiting.push(text)
    this.#waitingBytes += Buffer.byteLength(text)
    // Not at once: what one turn sends shall travel in one answer.
    if (this.#waiting.length === 1) setImmediate(() => this.#give())
  }

  /** Takes the place of an older poll, which is answered empty. Resolves with what `delivered` is then told of. */
  poll(): Promise<PollAnswer> {
    this.#settle(204)
    if (this.#isOver) return Promise.resolve({ status: 410, messages: [] })
    clearTimeout(this.#timer)
    return new Promise((resolve) => {
      this.#answer = resolve
      this.#timer = setTimeout(() => this.#settle(204), this.#pollMs)
      this.#give()
    })
  }

  /** An answer has been handed to the system: the next poll is due. */
  delivered({ messages }: PollAnswer): void {
    this.#leavingBytes -= bytesOf(messages)
    if (!this.#answer && !this.#isOver) this.#awaitPoll()
  }

  /** Ends the session, and tells the browser so in the answer that it waits for. There is no place for a code. */
  close(): void {
    if (this.#isOver) return
    this.#give()
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#settle(410)
    this.#waiting = []
    this.#waitingBytes = 0
    // A socket is not gone within the call that closes it either: a turn may be under way.
    queueMicrotask(this.#onEnd)
  }

  terminate(): void {
    this.close()
  }

  #awaitPoll(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.terminate(), GRACE * this.#pollMs)
  }

  #give(): void {
    if (this.#waiting.length > 0) this.#settle(200)
  }

  /** Answers the poll, if one waits here. */
  #settle(status: PollAnswer['status']): void {
    const answer = this.#answer
    if (!answer) return
    clearTimeout(this.#timer)
    this.#answer = undefined
    const messages = status === 200 ? this.#take() : []
    answer({ status, messages })
  }

  #take(): readonly string[] {
    const messages = this.#waiting
    this.#leavingBytes += this.#waitingBytes
    this.#waiting = []
    this.#waitingBytes = 0
    return messages
  }
}

const bytesOf = (messages: readonly string[]): number =>
  messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0)
