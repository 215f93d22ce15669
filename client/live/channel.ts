import type { Frame } from '../../src/live/wire/frame.ts'
import { jittered } from './jitter.ts'
import { createResume, type Resumable } from './resume.ts'
import type { ErrorState, LiveState } from './status.ts'
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
  /** A loss takes longer than a moment, or is over, and the view goes on. Never for what cannot be taken up again. */
  onState?(state: LiveState): void
  /** Nothing can be pushed until the next `onJoin`. Says whether to try that again by itself. */
  onDown(state: ErrorState): boolean
}

/** One topic on the socket: joins, joins again after a failure, and matches replies with what they answer. */
export interface Channel {
  readonly isJoined: boolean
  /** Joins, unless that is done; when the socket is not open, it is to be called again once it is. */
  join(): void
  /** Sends and gives the server's answer. While a join is under way the message waits for it. */
  push(event: string, payload: object): Promise<object>
  /** Takes a frame of its topic. */
  receive(frame: Frame): void
  /** The socket is gone, or the view around this one: nothing will be answered until the view goes on, if it can. */
  lost(state: ErrorState): void
  /** Something is wrong at one of the ends: joins again, a little later each time. */
  crash(): void
  leave(): void
}

interface Answer {
  readonly status: 'ok' | 'error'
  readonly response: object
}

interface Request {
  readonly event: string
  readonly payload: object
  /** Takes the answer; nothing when there will be none. */
  readonly settle: (answer?: Answer) => void
  timer?: Timer
}

/** Begins a channel; it is not joined yet. */
export function createChannel(topic: string, line: Line, events: ChannelEvents): Channel {
  /** By ref, in the order of sending. */
  const asked = new Map<string | null, Request>()
  let waiting: Request[] = []
  let state: 'joining' | 'joined' | 'away' | 'down' | 'left' = 'joining'
  let joinRef: string | null = null
  let attempts = 0
  let retry: Timer | undefined
  const resume = createResume((seen) => send({ event: 'ack', payload: { seen } }))

  const send = ({ event, payload }: Omit<Request, 'settle'>, ref = line.nextRef()) =>
    line.send(joinRef, ref, topic, event, payload)

  // Whoever waits to go on looks for another connection, and gives nothing up.
  const late = () => (state === 'joining' ? crash() : line.drop())

  const expectAnswer = (request: Request) => {
    request.timer = setTimeout(late, state === 'joined' ? ANSWER_WITHIN : JOIN_WITHIN)
  }

  function ask(request: Request, ref = line.nextRef()): void {
    expectAnswer(request)
    asked.set(ref, request)
    send(request, ref)
  }

  function stopTimers(): void {
    for (const { timer } of asked.values()) clearTimeout(timer)
  }

  function join(): void {
    if (state === 'left' || joinRef || !line.isOpen) return
    clearTimeout(retry)
    if (state !== 'away') state = 'joining'
    joinRef = line.nextRef()
    const payload = { ...events.joinPayload(), resume: resume.point() }
    ask({ event: 'phx_join', payload, settle: (answer) => answer && joinAnswered(answer) }, joinRef)
  }

  function joinAnswered({ status, response }: Answer): void {
    if (status === 'ok') joined(response)
    else if (events.onRefused(response)) fall('left')
    else crash()
  }

  function joined(response: Resumable): void {
    const { resumed } = response
    const ref = joinRef
    // The view has not been there any more: what was not answered never will be.
    if (state === 'away' && !resumed) down('client-error')
    joinRef = ref
    state = 'joined'
    resume.joined(response)
    if (resumed) goOn(resumed)
    else events.onJoin(response)
    attempts = 0
    for (const request of waiting.splice(0)) ask(request)
  }

  function goOn({ received, missed }: NonNullable<Resumable['resumed']>): void {
    events.onState?.('connected')
    for (const [ref, event, payload] of missed) receive([joinRef, ref, topic, event, payload])
    for (const [ref, request] of asked) {
      expectAnswer(request)
      if (Number(ref) > received) send(request, ref!)
    }
  }

  function receive([from, ref, , event, payload]: Frame): void {
    if (from !== null && from !== joinRef) return
    if (ref !== joinRef) resume.count()
    if (event === 'phx_reply') {
      const request = asked.get(ref)
      asked.delete(ref)
      clearTimeout(request?.timer)
      request?.settle(payload as Answer)
    } else if (event === 'phx_error' || event === 'phx_close') crash()
    else if (state === 'joined') events.onMessage(event, payload)
  }

  function crash(): void {
    if (down('server-error')) retry = setTimeout(join, jittered(rejoinDelays[attempts++] ?? 10_000))
  }

  function down(how: ErrorState): boolean {
    if (state === 'left') return false
    fall('down')
    return events.onDown(how)
  }

  function fall(to: 'down' | 'left'): void {
    clearTimeout(retry)
    resume.forget()
    state = to
    joinRef = null
    const lost = [...asked.values(), ...waiting]
    stopTimers()
    asked.clear()
    waiting = []
    for (const { settle } of lost) settle()
  }

  return {
    get isJoined() {
      return state === 'joined'
    },
    join,
    push: (event, payload) =>
      new Promise((resolve, reject) => {
        const request: Request = {
          event,
          payload,
          settle: (answer) =>
            answer?.status === 'ok' ? resolve(answer.response) : reject(unanswered(event)),
        }
        if (state === 'joined') ask(request)
        else if (/joining|away/.test(state)) waiting.push(request)
        else request.settle()
      }),
    receive,
    lost(how) {
      if (!resume.point().token || how === 'server-error') return void down(how)
      asked.delete(joinRef)
      joinRef = null
      state = 'away'
      stopTimers()
      resume.away(() => events.onState?.(how))
    },
    crash,
    leave() {
      if (joinRef) send({ event: 'phx_leave', payload: {} })
      fall('left')
    },
  }
}
