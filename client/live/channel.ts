import type { Frame } from '../../src/live/wire/frame.ts'
import { backoff } from './backoff.ts'
import type { Resumable } from './responses.ts'
import { createResume } from './resume.ts'
import type { ErrorState, LiveState } from './status.ts'
import type { Timer } from './timer.ts'

const JOIN_WITHIN = 10_000
const ANSWER_WITHIN = 30_000

/** The part of a socket that a channel writes to. */
export interface Line {
  readonly isOpen: boolean
  nextRef(): string
  send(joinRef: string | null, ref: string, topic: string, event: string, payload: unknown): void
  drop(): void
}

/** Said of a message that may be sent to the view that follows the one that it was for. */
export const AGAIN = ''

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
  /** A message for which there was to be an answer will have none. */
  onLost?(payload: object): void
  /** Nothing can be pushed until the next `onJoin`. Says whether to try that again by itself. */
  onDown(state: ErrorState): boolean
}

/** One topic on the socket: joins, joins again after a failure, and matches replies with what they answer. */
export interface Channel {
  readonly isJoined: boolean
  /** Joins, unless that is done; when the socket is not open, it is to be called again once it is. */
  join(): void
  /**
   * Sends and gives the server's answer. While a join is under way the message waits for it; then one that tells `of` an
   * element is needless once a later one of the same is there. With `AGAIN` instead it is sent once more, to the view that
   * follows one that has ended.
   */
  push(event: string, payload: object, of?: Element | typeof AGAIN): Promise<object>
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
  readonly response: Resumable
}

interface Request {
  readonly event: string
  readonly payload: object
  /** Takes the answer; nothing when there will be none. */
  readonly settle: (answer?: Answer) => void
  readonly of?: Element | typeof AGAIN | undefined
  timer?: Timer
  /** The one that it was sent with. */
  ref?: string
}

/** How many messages may wait for their answers; a further one has none. */
const KEPT = 200

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

  const send = ({ event, payload }: Pick<Request, 'event' | 'payload'>, ref = line.nextRef()) =>
    line.send(joinRef, ref, topic, event, payload)

  // Whoever waits to go on looks for another connection, and gives nothing up.
  const late = () => (state === 'joining' ? crash() : line.drop())

  const expectAnswer = (request: Request) => {
    request.timer = setTimeout(late, state === 'joined' ? ANSWER_WITHIN : JOIN_WITHIN)
  }

  function ask(request: Request, ref = line.nextRef()): void {
    expectAnswer(request)
    request.ref = ref
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
    if (status !== 'ok') return events.onRefused(response) ? fall('left') : crash()
    const { resumed } = response
    const ref = joinRef
    // The view has not been there any more: what was not answered never will be.
    if (state === 'away' && !resumed) down('client-error')
    joinRef = ref
    state = 'joined'
    resume.joined(response)
    if (resumed) goOn(resumed)
    if (!resumed || response.rendered) events.onJoin(response)
    attempts = 0
    askWaiting()
  }

  function goOn({ received, missed }: NonNullable<Resumable['resumed']>): void {
    // Before anything that is asked now: the server takes what comes after a later one for something that it has had.
    for (const [ref, request] of asked) {
      expectAnswer(request)
      if (Number(ref) > received) send(request, ref!)
    }
    askWaiting()
    events.onState?.('connected')
    for (const [ref, event, payload] of missed) receive([joinRef, ref, topic, event, payload])
  }

  function askWaiting(): void {
    for (const request of waiting.splice(0)) ask(request)
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
    if (down('server-error')) retry = setTimeout(join, backoff(attempts++, 1000, 10_000))
  }

  function down(how: ErrorState): boolean {
    if (state === 'left') return false
    fall('down')
    return events.onDown(how)
  }

  function fall(to: 'down' | 'left'): void {
    clearTimeout(retry)
    // Another server than ours runs what it is sent, and knows of no repeating.
    const mayRepeat = to === 'down' && resume.point().token
    resume.forget()
    state = to
    joinRef = null
    stopTimers()
    const lost = [...asked.values(), ...waiting]
    asked.clear()
    waiting = []
    for (const request of lost) {
      const { payload, of, ref = line.nextRef() } = request
      if (!mayRepeat || of !== AGAIN || 'repeat' in payload) request.settle()
      else waiting.push({ ...request, payload: { ...payload, repeat: ref } })
    }
  }

  return {
    get isJoined() {
      return state === 'joined'
    },
    join,
    push: (event, payload, of) =>
      new Promise((resolve, reject) => {
        const request: Request = {
          event,
          payload,
          of,
          settle(answer) {
            if (answer?.status === 'ok') return resolve(answer.response)
            if (of === AGAIN && state !== 'left') events.onLost?.(payload)
            reject(unanswered(event))
          },
        }
        if (/down|left/.test(state) || asked.size + waiting.length > KEPT) request.settle()
        else if (state === 'joined') ask(request)
        else {
          const isOther = (earlier: Request) =>
            !of || earlier.of !== of || earlier.settle({ status: 'ok', response: {} })
          waiting = [...waiting.filter(isOther), request]
        }
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
