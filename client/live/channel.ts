import type { Frame } from '../../src/live/wire/frame.ts'
import { jittered } from './jitter.ts'
import type { ErrorState } from './status.ts'

/** Milliseconds before the nth attempt to join again on an open socket; the last one repeats. */
const rejoinDelays = [1000, 2000, 5000, 10_000]

const JOIN_WITHIN = 10_000
const ANSWER_WITHIN = 30_000

/** The part of a socket that a channel writes to. */
export interface Line {
  readonly isOpen: boolean
  nextRef(): string
  send(joinRef: string | null, ref: string, topic: string, event: string, payload: unknown): void
  drop(): void
}

/** The error of an event whose view cannot be reached. */
export const unanswered = (event: string): Error =>
  new Error(`The view is not connected: "${event}" was not answered.`)

/** What the owner of a channel supplies and hears. Responses are the server's, as they came. */
export interface ChannelEvents {
  joinPayload(): object
  onJoin(response: object): void
  /** Says whether the refusal is dealt with; otherwise the channel tries again later. */
  onRefused(response: object): boolean
  onMessage(event: string, payload: unknown): void
  /** Nothing can be pushed until the next `onJoin`. Says whether to try that again by itself. */
  onDown(state: ErrorState): boolean
}

interface Request {
  readonly timer: number
  readonly settle: (status: 'ok' | 'error', response: object) => void
  readonly fail: () => void
}

/** One topic on the socket: joins, joins again after a failure, and matches replies with what they answer. */
export class Channel {
  readonly #topic: string
  readonly #line: Line
  readonly #events: ChannelEvents
  readonly #requests = new Map<string, Request>()
  #state: 'joining' | 'joined' | 'down' | 'left' = 'joining'
  #waiting: { send: () => void; fail: () => void }[] = []
  #joinRef: string | undefined
  #attempts = 0
  #retry: number | undefined

  constructor(topic: string, line: Line, events: ChannelEvents) {
    this.#topic = topic
    this.#line = line
    this.#events = events
  }

  get isJoined(): boolean {
    return this.#state === 'joined'
  }

  /** Joins, unless that is done; when the socket is not open, it is to be called again once it is. */
  join(): void {
    if (this.#state === 'left' || this.#joinRef || !this.#line.isOpen) return
    clearTimeout(this.#retry)
    this.#state = 'joining'
    const refused = (response: object) => {
      if (this.#events.onRefused(response)) this.#fall('left')
      else this.crash()
    }
    this.#joinRef = this.#request('phx_join', this.#events.joinPayload(), {
      timer: setTimeout(() => this.crash(), JOIN_WITHIN),
      settle: (status, response) => (status === 'ok' ? this.#joined(response) : refused(response)),
      fail: () => {},
    })
  }

  /** Sends and gives the server's answer. While a join is under way the message waits for it. */
  push(event: string, payload: object): Promise<object> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(unanswered(event))
      const send = () =>
        this.#request(event, payload, {
          timer: setTimeout(() => this.#line.drop(), ANSWER_WITHIN),
          settle: (status, response) => (status === 'ok' ? resolve(response) : fail()),
          fail,
        })
      if (this.#state === 'joined') send()
      else if (this.#state === 'joining') this.#waiting.push({ send, fail })
      else fail()
    })
  }

  /** Takes a frame of its topic. */
  receive([joinRef, ref, , event, payload]: Frame): void {
    if (joinRef !== null && joinRef !== this.#joinRef) return
    if (event === 'phx_reply')
      this.#settle(ref ?? '', payload as { status: 'ok' | 'error'; response: object })
    else if (event === 'phx_error' || event === 'phx_close') this.crash()
    else if (this.#state === 'joined') this.#events.onMessage(event, payload)
  }

  /** The socket is gone, or the view around this one: nothing will be answered. */
  lost(state: ErrorState): void {
    this.#down(state)
  }

  /** Something is wrong at one of the ends: joins again, a little later each time. */
  crash(): void {
    if (this.#down('server-error'))
      this.#retry = setTimeout(() => this.join(), jittered(rejoinDelays[this.#attempts++] ?? 10_000))
  }

  leave(): void {
    if (this.#joinRef) this.#line.send(this.#joinRef, this.#line.nextRef(), this.#topic, 'phx_leave', {})
    this.#fall('left')
  }

  #joined(response: object): void {
    this.#state = 'joined'
    this.#events.onJoin(response)
    this.#attempts = 0
    for (const { send } of this.#waiting.splice(0)) send()
  }

  #down(state: ErrorState): boolean {
    if (this.#state === 'left') return false
    this.#fall('down')
    return this.#events.onDown(state)
  }

  #fall(state: 'down' | 'left'): void {
    clearTimeout(this.#retry)
    this.#state = state
    this.#joinRef = undefined
    const unanswered = [...this.#requests.values(), ...this.#waiting]
    for (const { timer } of this.#requests.values()) clearTimeout(timer)
    this.#requests.clear()
    this.#waiting = []
    for (const { fail } of unanswered) fail()
  }

  #request(event: string, payload: object, request: Request): string {
    const ref = this.#line.nextRef()
    this.#requests.set(ref, request)
    this.#line.send(event === 'phx_join' ? ref : (this.#joinRef ?? null), ref, this.#topic, event, payload)
    return ref
  }

  #settle(ref: string, { status, response }: { status: 'ok' | 'error'; response: object }): void {
    const request = this.#requests.get(ref)
    if (!request) return
    this.#requests.delete(ref)
    clearTimeout(request.timer)
    request.settle(status, response)
  }
}
