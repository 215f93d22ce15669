import type { Frame } from '../../src/live/wire/frame.ts'
import { jittered } from './jitter.ts'
import { type Resumable, Resume } from './resume.ts'
import type { ErrorState } from './status.ts'
import type { Timer } from './timer.ts'

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
  /** The connection is lost, and the view waits for the next: what stands in it is lost with it. */
  onAway?(): void
  /** That takes longer than a moment. */
  onSlow?(state: ErrorState): void
  /** The view goes on where it was. Like the two above never called for what cannot be taken up again. */
  onResume?(): void
  /** Nothing can be pushed until the next `onJoin`. Says whether to try that again by itself. */
  onDown(state: ErrorState): boolean
}

interface Request {
  readonly event: string
  readonly payload: object
  /** What happens when there is no answer. */
  readonly late: () => void
  readonly settle: (status: 'ok' | 'error', response: object) => void
  readonly fail: () => void
  timer?: Timer
}

/** One topic on the socket: joins, joins again after a failure, and matches replies with what they answer. */
export class Channel {
  readonly #topic: string
  readonly #line: Line
  readonly #events: ChannelEvents
  readonly #requests = new Map<string, Request>()
  #state: 'joining' | 'joined' | 'away' | 'down' | 'left' = 'joining'
  readonly #resume = new Resume((seen) => this.#send('ack', { seen }, this.#line.nextRef()))
  #waiting: { send: () => void; fail: () => void }[] = []
  #joinRef: string | undefined
  #attempts = 0
  #retry: Timer | undefined

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
    if (this.#state !== 'away') this.#state = 'joining'
    const refused = (response: object) => {
      if (this.#events.onRefused(response)) this.#fall('left')
      else this.crash()
    }
    this.#joinRef = this.#line.nextRef()
    this.#request(this.#joinRef, JOIN_WITHIN, {
      event: 'phx_join',
      payload: { ...this.#events.joinPayload(), resume: this.#resume.payload },
      // Whoever waits to go on looks for another connection, and gives nothing up.
      late: () => (this.#state === 'away' ? this.#line.drop() : this.crash()),
      settle: (status, response) => (status === 'ok' ? this.#joined(response) : refused(response)),
      fail: () => {},
    })
  }

  /** Sends and gives the server's answer. While a join is under way the message waits for it. */
  push(event: string, payload: object): Promise<object> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(unanswered(event))
      const send = () =>
        this.#request(this.#line.nextRef(), ANSWER_WITHIN, {
          event,
          payload,
          late: () => this.#line.drop(),
          settle: (status, response) => (status === 'ok' ? resolve(response) : fail()),
          fail,
        })
      if (this.#state === 'joined') send()
      else if (/joining|away/.test(this.#state)) this.#waiting.push({ send, fail })
      else fail()
    })
  }

  /** Takes a frame of its topic. */
  receive([joinRef, ref, , event, payload]: Frame): void {
    if (joinRef !== null && joinRef !== this.#joinRef) return
    if (ref !== this.#joinRef) this.#resume.count()
    if (event === 'phx_reply')
      this.#settle(ref ?? '', payload as { status: 'ok' | 'error'; response: object })
    else if (event === 'phx_error' || event === 'phx_close') this.crash()
    else if (this.#state === 'joined') this.#events.onMessage(event, payload)
  }

  /** The socket is gone, or the view around this one: nothing will be answered until the view goes on, if it can. */
  lost(state: ErrorState): void {
    if (!this.#resume.isPossible || state === 'server-error') return void this.#down(state)
    this.#requests.delete(this.#joinRef ?? '')
    this.#joinRef = undefined
    this.#state = 'away'
    for (const { timer } of this.#requests.values()) clearTimeout(timer)
    this.#resume.away(() => this.#events.onSlow?.(state))
    this.#events.onAway?.()
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

  #joined(response: Resumable): void {
    const { resumed } = response
    if (this.#state === 'away' && !resumed) this.#abandon()
    this.#state = 'joined'
    this.#resume.joined(response)
    if (resumed) this.#goOn(resumed)
    else this.#events.onJoin(response)
    this.#attempts = 0
    for (const { send } of this.#waiting.splice(0)) send()
  }

  #goOn({ received, missed }: NonNullable<Resumable['resumed']>): void {
    this.#events.onResume?.()
    const joinRef = this.#joinRef ?? null
    for (const [ref, event, payload] of missed) this.receive([joinRef, ref, this.#topic, event, payload])
    for (const [ref, request] of this.#requests) {
      request.timer = setTimeout(request.late, ANSWER_WITHIN)
      if (Number(ref) > received) this.#send(request.event, request.payload, ref)
    }
  }

  /** The view has not been there any more: what was not answered never will be. */
  #abandon(): void {
    const joinRef = this.#joinRef
    this.#down('client-error')
    this.#joinRef = joinRef
  }

  #down(state: ErrorState): boolean {
    if (this.#state === 'left') return false
    this.#fall('down')
    return this.#events.onDown(state)
  }

  #fall(state: 'down' | 'left'): void {
    clearTimeout(this.#retry)
    this.#resume.forget()
    this.#state = state
    this.#joinRef = undefined
    const unanswered = [...this.#requests.values(), ...this.#waiting]
    for (const { timer } of this.#requests.values()) clearTimeout(timer)
    this.#requests.clear()
    this.#waiting = []
    for (const { fail } of unanswered) fail()
  }

  #request(ref: string, within: number, request: Request): void {
    request.timer = setTimeout(request.late, within)
    this.#requests.set(ref, request)
    this.#send(request.event, request.payload, ref)
  }

  #send(event: string, payload: object, ref: string): void {
    this.#line.send(this.#joinRef ?? null, ref, this.#topic, event, payload)
  }

  #settle(ref: string, { status, response }: { status: 'ok' | 'error'; response: object }): void {
    const request = this.#requests.get(ref)
    if (!request) return
    this.#requests.delete(ref)
    clearTimeout(request.timer)
    request.settle(status, response)
  }
}
