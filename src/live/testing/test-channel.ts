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
  readonly event: string
  readonly body: string | Uint8Array
  answer(response: Message): void
  reject(error: Error): void
}

/** What a join says where its view was before, and what it is answered with when the view goes on. */
interface Resumed {
  readonly received: number
  readonly missed: readonly (readonly [ref: string | null, event: string, payload: unknown])[]
}

/** How a channel joins: whether its view can be taken up again, and whether all that is unanswered is sent again. */
export interface JoinOptions {
  readonly resumes: boolean
  readonly again?: boolean
}

/** A browser's end of one topic, from its join to its end. */
export class TestChannel {
  readonly topic: string
  #line: Line
  readonly #ear: Ear
  readonly #waiting = new Map<string, Waiting>()
  #joinRef: string | null = null
  #payload: object = {}
  /** Tells its views from those of all other channels. */
  readonly #id = crypto.randomUUID()
  /** What the view can be taken up again by. */
  #token: unknown
  /** How many messages have come since the view was joined. */
  #seen = 0
  /** What a view that has ended has not answered. */
  #orphans: readonly (readonly [ref: string, waiting: Waiting])[] = []

  constructor(topic: string, line: Line, ear: Ear) {
    this.topic = topic
    this.#line = line
    this.#ear = ear
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  /** Goes on over another connection. */
  carry(line: Line): void {
    this.#line = line
  }

  /** Joins, or takes the view up again that it has joined before; `take` is given the answer. */
  join<T>(
    payload: object,
    { resumes, again = false }: JoinOptions,
    take: (response: Message) => T,
  ): Promise<T> {
    this.#payload = payload
    // The answer to a join of before is lost.
    this.#waiting.delete(this.#joinRef ?? '')
    this.#joinRef = this.#line.nextRef()
    const resume = { id: this.#id, token: this.#token, seen: this.#seen }
    return this.#send(this.#joinRef, 'phx_join', { ...payload, ...(resumes && { resume }) }, (response) => {
      const { resumed } = response
      this.#token = response['resume']
      if (resumed) this.#takeUp(resumed as Resumed, again)
      else this.#beginAnew()
      return take(response)
    })
  }

  /** Joins again as before, over another connection. */
  async rejoin(line: Line): Promise<void> {
    this.carry(line)
    const lost = this.#waiting.get(this.#joinRef ?? '')
    await this.join(this.#payload, { resumes: true }, (response) => {
      const { resumed, reason } = response
      lost?.answer(response)
      if (!resumed) for (const ref of [...this.#waiting.keys()]) this.#answered(ref, { response: { reason } })
    })
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
    if (ref !== this.#joinRef) this.#seen++
    if (event === 'phx_reply') return this.#answered(ref ?? '', payload as { readonly response: Message })
    if (event !== 'phx_error' && event !== 'phx_close') return this.#ear.heard(event, payload as Message)
    if (event === 'phx_error') this.#fail()
    this.end()
    this.#ear.ended(event === 'phx_error')
  }

  #takeUp({ missed, received }: Resumed, again: boolean): void {
    for (const [ref, event, payload] of missed) this.receive([this.#joinRef, ref, this.topic, event, payload])
    for (const [ref, { event, body }] of this.#waiting)
      if (again || Number(ref) > received) this.#pass(ref, event, body)
  }

  #pass(ref: string, event: string, body: string | Uint8Array): void {
    this.#line.send(
      typeof body === 'string'
        ? encodeFrame(this.#joinRef, ref, this.topic, event, body)
        : encodeBinary(this.#joinRef ?? '', ref, this.topic, event, body),
    )
  }

  #beginAnew(): void {
    this.#seen = 0
    this.#orphans = [...this.#waiting]
  }

  /** Sends the events again that the view before has not answered. Everything else is answered by nobody. */
  repeat(): void {
    for (const [ref, { event, body }] of this.#orphans) {
      if (event !== 'event' || typeof body !== 'string') this.#answered(ref, { response: {} })
      else this.#repeat(ref, JSON.stringify({ ...JSON.parse(body), repeat: ref }))
    }
    this.#orphans = []
  }

  #repeat(ref: string, body: string): void {
    const waiting = this.#waiting.get(ref)!
    const again = this.#line.nextRef()
    this.#waiting.delete(ref)
    this.#waiting.set(again, { ...waiting, body })
    this.#pass(again, 'event', body)
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
      const body = payload instanceof Uint8Array ? payload : JSON.stringify(payload)
      this.#waiting.set(ref, { event, body, answer, reject })
      this.#pass(ref, event, body)
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
