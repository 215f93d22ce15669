import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between the looks at the event loop. */
const EVERY_MS = 20

/** How late the event loop is: what each reading finds since the one before. */
export function eventLoopDelay() {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
  delay.enable()
  return {
    /** The 99th percentile of how much later than it should a timer ran, in milliseconds. */
    read() {
      // What is recorded is the time between two looks. Nothing is, where one reading follows another at once.
      const late = delay.count === 0 ? 0 : delay.percentile(99) / 1_000_000 - EVERY_MS
      delay.reset()
      return { event_loop_delay_ms: Math.max(0, Math.round(late)) }
    },
    close: () => delay.disable(),
  }
}
