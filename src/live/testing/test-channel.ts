import { encodeBinary } from '../wire/binary.ts'
import { encodeFrame, type Frame } from '../wire/frame.ts'

/** What the server has answered, or pushed. */
export type Message = Readonly<Record<string, unknown>>

/** What a channel sends its frames on. */
export interface Line {
  /** A number that no message of the connection has had. */
  nextRef(): string
  send(frame: string | Uint8Array): void
  /** The channel is over. */
  forget(channel: TestChannel): void
}

/** What hears the pushes of the server, and the end of the view at the other end. */
export interface Ear {
  heard(event: string, payload: Message): void
  ended(hasFailed: boolean): void
}

interface Waiting {
  answer(response: Message): void
  reject(error: Error): void
}

/** A browser's end of one topic, from its join to its end. */
export class TestChannel {
  readonly topic: string
  readonly #line: Line
  readonly #ear: Ear
  readonly #waiting = new Map<string, Waiting>()
  #joinRef: string | null = null

  constructor(topic: string, line: Line, ear: Ear) {
    this.topic = topic
    this.#line = line
    this.#ear = ear
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  join<T>(payload: object, take: (response: Message) => T): Promise<T> {
    this.#joinRef = this.#line.nextRef()
    return this.#send(this.#joinRef, 'phx_join', payload, take)
  }

  /**
   * Sends a message and waits for its answer. `take` is given it at once, before the frame that follows: a diff fits
   * only what it was made against. Rejects when the view fails over it.
   */
  call<T>(event: string, payload: object, take: (response: Message) => T): Promise<T> {
    return this.#send(this.#line.nextRef(), event, payload, take)
  }

  leave(): void {
    this.#line.send(encodeFrame(this.#joinRef, this.#line.nextRef(), this.topic, 'phx_leave', '{}'))
    this.end()
  }

  /** What was sent before the end is answered by nobody. */
  end(): void {
    this.#line.forget(this)
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { answer } of waiting) answer({})
  }

  receive([joinRef, ref, , event, payload]: Frame): void {
    // It was for the channel that had the topic before.
    if (joinRef !== null && joinRef !== this.#joinRef) return
    if (event === 'phx_reply') return this.#answered(ref ?? '', payload as { readonly response: Message })
    if (event !== 'phx_error' && event !== 'phx_close') return this.#ear.heard(event, payload as Message)
    if (event === 'phx_error') this.#fail()
    this.end()
    this.#ear.ended(event === 'phx_error')
  }

  #send<T>(ref: string, event: string, payload: object, take: (response: Message) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const answer = (response: Message) => {
        try {
          resolve(take(response))
        } catch (error) {
          // Not thrown: the server is at work.
          reject(error)
        }
      }
      this.#waiting.set(ref, { answer, reject })
      this.#line.send(
        payload instanceof Uint8Array
          ? encodeBinary(this.#joinRef ?? '', ref, this.topic, event, payload)
          : encodeFrame(this.#joinRef, ref, this.topic, event, JSON.stringify(payload)),
      )
    })
  }

  #answered(ref: string, { response }: { readonly response: Message }): void {
    const waiting = this.#waiting.get(ref)
    this.#waiting.delete(ref)
    waiting?.answer(response)
  }

  #fail(): void {
    const error = new Error('The view has failed. Give openView a log to see why.')
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
