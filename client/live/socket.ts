import { encodeBinary } from '../../src/live/wire/binary.ts'
import type { Frame } from '../../src/live/wire/frame.ts'
import { backoff } from './backoff.ts'
import type { Line } from './channel.ts'
import { longPoll } from './long-poll.ts'
import type { LiveOptions } from './options.ts'
import type { Timer } from './timer.ts'
import { type Transport, webSocket } from './transport.ts'

const OPEN_WITHIN = 10_000
const HEARTBEAT_EVERY = 30_000
/** A page that comes back to the eye learns this soon that its socket is a dead one. */
const PROOF_WITHIN = 3_000

/** Where a tab remembers that no WebSocket gets through; the official client has it there, too. */
const POLLS = 'phx:fallback:LongPoll'

/** What the owner of a socket hears. */
export interface SocketEvents {
  onOpen(): void
  onFrame(frame: Frame): void
  /** The socket is gone; another is on its way. */
  onLost(): void
  /** The server has closed for good (code 1000). */
  onEnd(): void
}

/** What channels write to, until it is stopped for good. */
export interface Socket extends Line {
  /** Opens again what was closed. */
  connect(): void
  /** Closes until it is told to connect. */
  disconnect(): void
  stop(): void
}

/**
 * Opens one WebSocket after another: connects again with growing delays, but not while nobody looks at the page,
 * and at once when there is reason to hope. A socket that only looks open is found out by the heartbeat.
 *
 * A page's first WebSocket has `longPollFallbackMs` to open, and as long to answer, since some proxies let it open and
 * nothing through. Then long polls and WebSockets take turns until one works.
 */
export function openSocket(
  url: string,
  { transport: way, longPollFallbackMs: patience = 5000 }: LiveOptions,
  events: SocketEvents,
): Socket {
  /** Nobody has closed it. */
  let isWanted = true
  let transport: Transport | undefined
  let isOpen = false
  let polls = !!(way ?? sessionStorage.getItem(POLLS))
  /** How this page is connected is settled, or has worked before. */
  let isProven = !!way || !patience
  let attempts = 0
  let lastRef = 0
  /** The heartbeat that waits for its answer. */
  let heartbeat: string | undefined
  let retry: Timer | undefined
  let beats: Timer | undefined
  let deadline: Timer | undefined

  const nextRef = () => `${++lastRef}`

  function connect(): void {
    if (transport || document.hidden || !isWanted) return
    clear()
    transport = (polls ? longPoll : webSocket)(url, { onOpen: opened, onText: receive, onClose: lose })
    expectWithin(isProven || polls ? OPEN_WITHIN : patience)
  }

  function opened(): void {
    clear()
    isOpen = true
    attempts = 0
    beats = setInterval(beat, HEARTBEAT_EVERY)
    heartbeat = undefined
    if (!isProven) {
      beat()
      expectWithin(patience)
    }
    events.onOpen()
  }

  function receive(text: string): void {
    const frame: Frame = JSON.parse(text)
    if (frame[2] !== 'phoenix') events.onFrame(frame)
    else if (frame[1] === heartbeat) {
      heartbeat = undefined
      clearTimeout(deadline)
      isProven = true
      sessionStorage.setItem(POLLS, `${polls || ''}`)
    }
  }

  function send(joinRef: string | null, ref: string, topic: string, event: string, payload: unknown): void {
    if (!isOpen) return
    transport?.send(
      payload instanceof Uint8Array
        ? encodeBinary(joinRef!, ref, topic, event, payload)
        : JSON.stringify([joinRef, ref, topic, event, payload]),
    )
  }

  function beat(): void {
    if (heartbeat) return lose()
    heartbeat = nextRef()
    send(null, heartbeat, 'phoenix', 'heartbeat', {})
  }

  function wake(): void {
    if (!transport) connect()
    else if (isOpen && !document.hidden) {
      if (!heartbeat) beat()
      expectWithin(PROOF_WITHIN)
    }
  }

  function expectWithin(milliseconds: number): void {
    clearTimeout(deadline)
    deadline = setTimeout(lose, milliseconds)
  }

  function lose(code?: number): void {
    if (!transport) return
    clear()
    transport.close()
    transport = undefined
    isOpen = false
    if (!isProven) polls = !polls
    events.onLost()
    if (code === 1000) events.onEnd()
    else retry = setTimeout(connect, backoff(attempts++, 10, 5000))
  }

  function disconnect(): void {
    isWanted = false
    lose()
  }

  function clear(): void {
    for (const timer of [retry, beats, deadline]) clearTimeout(timer)
  }

  addEventListener('online', () => {
    // An attempt that was begun without a network may hang for long.
    if (!isOpen) lose()
    wake()
  })
  addEventListener('pageshow', ({ persisted }) => persisted && wake())
  document.addEventListener('visibilitychange', wake)
  connect()
  return {
    get isOpen() {
      return isOpen
    },
    nextRef,
    send,
    drop: lose,
    connect() {
      isWanted = true
      connect()
    },
    disconnect,
    stop() {
      disconnect()
      // Should the browser have kept the page that was left, it begins anew.
      addEventListener('pageshow', () => location.reload())
    },
  }
}
