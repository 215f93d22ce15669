/** How bad the simulated network is. */
export interface Weather {
  /** Milliseconds that a message takes, each way; 0 when absent. */
  readonly latency?: number
  /** Milliseconds that a message may take beyond that, each time as many as chance will have; 0 when absent. */
  readonly jitter?: number
  /**
   * The part of the messages that are lost at first and sent again, as TCP does: each takes a second longer, and what
   * follows waits for it; 0 when absent.
   */
  readonly loss?: number
}

/** Milliseconds after which a lost message is sent again. */
const RESENT_AFTER = 1000

/** Lets something pass in its turn. */
export type Line = (run: () => void) => void

/** One direction of a connection: what is sent first arrives first. */
export function line(weather: () => Weather): Line {
  const queue: (() => void)[] = []
  let free = 0
  return (run) => {
    const now = performance.now()
    free = Math.max(free, now + delayIn(weather()))
    queue.push(run)
    setTimeout(() => queue.shift()?.(), free - now)
  }
}

function delayIn({ latency = 0, jitter = 0, loss = 0 }: Weather): number {
  let delay = latency + jitter * Math.random()
  while (Math.random() < loss) delay += RESENT_AFTER
  return delay
}
