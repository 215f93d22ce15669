import { decodeFrame, type Frame } from '../../src/live/wire/frame.ts'
import type { Listener } from './network.ts'

const events = ['phx:navigate', 'phx:page-loading-start', 'phx:page-loading-stop']

/** Writes to the console what goes over the network and where the page goes, while `isOn`. */
export function createLog(isOn: () => boolean): Listener {
  /** What was sent, by its ref, and when. */
  const waiting = new Map<string, { readonly event: string; readonly since: number }>()
  const write = (...what: readonly unknown[]) => {
    if (isOn()) console.debug('oriel', ...what)
  }
  for (const name of events)
    window.addEventListener(name, ({ type, detail }: CustomEventInit & Event) => write(type, detail))
  return {
    noted: (what, detail) => write(what, detail),
    sent(text) {
      for (const [, ref, topic, event, payload] of framesOf(text)) {
        if (ref) waiting.set(ref, { event, since: performance.now() })
        write('→', topic, event, payload)
      }
    },
    received(text) {
      for (const [, ref, topic, event, payload] of framesOf(text)) {
        const asked = waiting.get(ref ?? '')
        waiting.delete(ref ?? '')
        write(
          '←',
          topic,
          asked ? `${asked.event}, after ${(performance.now() - asked.since).toFixed(0)} ms` : event,
          payload,
        )
      }
    },
  }
}

/** Long polls send several messages at once, one a line. */
const framesOf = (text: string): readonly Frame[] =>
  text
    .split('\n')
    .map(decodeFrame)
    .filter((frame) => frame !== undefined)
