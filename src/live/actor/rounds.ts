/** After a round that took less, there is no pause: most of the time nobody has anything to do. */
const SHORT_MS = 1

/**
 * What may run later, in rounds: everybody who waits when a round begins runs once in it. After a round there is a pause
 * as long as the round was, within bounds. It leaves time to others, and what comes in it is handled together. For as long
 * as there is something to bring together, each pause is twice as long as the one before.
 */
export class Rounds<Runnable> {
  readonly #longestPauseMs: number
  #waiting: Runnable[] = []
  /** Who has yet to run in the round that has begun. */
  #running: readonly Runnable[] = []
  #ms = 0
  #pauseMs = 0
  #pausedUntil = 0
  /** Whether somebody who waits has several things to do; the same of the round that has begun. */
  #hasMerged = false
  #isMerged = false

  constructor(longestPauseMs: number) {
    this.#longestPauseMs = longestPauseMs
  }

  add(runnable: Runnable): void {
    this.#waiting.push(runnable)
  }

  /** Somebody who waits has one more thing to do. */
  merge(): void {
    this.#hasMerged = true
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
      this.#isMerged = this.#hasMerged
      this.#hasMerged = false
    }
    this.#running = run(this.#running)
    const now = performance.now()
    this.#ms += now - begun
    if (this.#running.length === 0) this.#rest(now)
  }

  #rest(now: number): void {
    const ms = this.#ms < SHORT_MS ? 0 : Math.max(this.#ms, this.#isMerged ? this.#pauseMs * 2 : 0)
    this.#pauseMs = Math.min(ms, this.#longestPauseMs)
    this.#pausedUntil = now + this.#pauseMs
    this.#ms = 0
  }
}
