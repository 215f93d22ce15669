import { setTimeout as sleep } from 'node:timers/promises'
import type { Load } from './closed-loop.ts'
import type { SentEvent, View } from './view.ts'

/** What everybody in the room is told: 64 characters. */
export const text = 'the quick brown fox jumps over the lazy dogs and runs on and on.'

export const message: SentEvent = {
  type: 'form',
  event: 'send_message',
  value: new URLSearchParams({ content: text }).toString(),
}

/** How much is said. */
export interface Saying {
  readonly messages: number
  /** How many messages may be on their way at once; the next is sent when the oldest has reached everyone. */
  readonly inFlight: number
  /** How many people say them in turn; as many as there are on their way by default. */
  readonly senders?: number
}

/** What has come of it. */
export interface Heard extends Load {
  /** Milliseconds that each delivery took. Only where one message is on its way at a time. */
  readonly times: readonly number[]
}

/** How long to wait for a delivery, in milliseconds. */
const WAIT_MS = 10_000

/** Says something to everyone and waits until all have heard it, or have had the time to. An operation is a delivery. */
export async function say(
  views: readonly View[],
  { messages, inFlight, senders = inFlight }: Saying,
): Promise<Heard> {
  const times: number[] = []
  let [heard, bytes, sent, sentAt] = [0, 0, 0, 0]
  let wake = (): void => {}
  for (const view of views) {
    view.onFrame = (frame, size) => {
      const found = frame.split(text).length - 1
      if (found === 0) return
      times.push(performance.now() - sentAt)
      heard += found
      bytes += size
      if (heard % views.length === 0 || heard >= (sent - inFlight + 1) * views.length) wake()
    }
  }
  while (heard < messages * views.length) {
    const heardAll = new Promise<void>((resolve) => {
      wake = resolve
    })
    while (sent < messages && sent * views.length - heard < inFlight * views.length) {
      sentAt = performance.now()
      views[sent % senders]!.send(message).catch(() => {})
      sent++
    }
    const before = heard
    await Promise.race([heardAll, sleep(WAIT_MS, undefined, { ref: false })])
    if (heard === before) break
  }
  return { operations: heard, bytes, losses: messages * views.length - heard, times }
}
