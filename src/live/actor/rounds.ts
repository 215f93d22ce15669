/** After a round that took less, there is no pause: most of the time nobody has anything to do. */
const SHORT_MS = 1

/**
 * What may run later, in rounds: everybody who waits when a round begins runs once in it. After a round there is a pause
 * as long as the round was, within bounds. It leaves time to others, and what comes in it is handled together.
 */
export class Rounds<Runnable> {
  readonly #longestPauseMs: number
  #waiting: Runnable[] = []
  /** Who has yet to run in the round that has begun. */
  #running: readonly Runnable[] = []
  #ms = 0
  #pausedUntil = 0

  constructor(longestPauseMs: number) {
    this.#longestPauseMs = longestPauseMs
  }

  add(runnable: Runnable): void {
    this.#waiting.push(runnable)
  }

  /** The milliseconds until somebody may run; infinitely many where nobody waits. */
  waitMs(now: number): number {
    if (this.#running.length > 0) return 0
    return this.#waiting.length > 0 ? Math.max(0, this.#pausedUntil - now) : Number.POSITIVE_INFINITY
  }

  /** Begins a round, or goes on with one. `run` lets some run, and gives those that are left. */
  run(run: (runnables: readonly Runnable[]) => readonly Runnable[]): void {
    const begun = performance.now()
    if (this.#running.length === 0) {
      this.#running = this.#waiting
      this.#waiting = []
    }
    this.#running = run(this.#running)
    const now = performance.now()
    this.#ms += now - begun
    if (this.#running.length === 0) this.#rest(now)
  }

  #rest(now: number): void {
    if (this.#ms >= SHORT_MS) this.#pausedUntil = now + Math.min(this.#ms, this.#longestPauseMs)
    this.#ms = 0
  }
}
