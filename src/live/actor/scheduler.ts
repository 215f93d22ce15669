import { Rounds } from './rounds.ts'

/** Something with work to do: a view with messages, or with changes to send. */
export interface Runnable {
  run(): void
  /** What it has just done, in words for the log. */
  readonly turn?: string
}

/** When something runs: as soon as it can, or later, where that lets more come together. */
export type Due = 'now' | 'later'

/** Who is told of what held up everything else: from how many milliseconds on. */
export interface Watch {
  readonly ms: number
  tell(turn: string, ms: number): void
}

/** How time is shared, in milliseconds. */
export interface SchedulerOptions {
  /** The work after which sockets and timers get their turn. */
  readonly sliceMs: number
  /** The longest pause between two rounds of what may run later. */
  readonly mergeMs: number
}

const NOBODY: Watch = { ms: Number.POSITIVE_INFINITY, tell: () => {} }

/**
 * Lets views run one after another, each once for all that has come in, and gives way after a slice of time. What may
 * run later does so in rounds, with pauses between them.
 */
export class Scheduler {
  readonly #sliceMs: number
  readonly #rounds: Rounds<Runnable>
  #watch = NOBODY
  #ready: Runnable[] = []
  #isDue = false
  #pause: NodeJS.Timeout | undefined

  constructor({ sliceMs, mergeMs }: SchedulerOptions) {
    this.#sliceMs = sliceMs
    this.#rounds = new Rounds(mergeMs)
  }

  /** Tells of turns that take long from now on. */
  watch(watch: Watch): void {
    this.#watch = watch
  }

  schedule(runnable: Runnable, due: Due = 'now'): void {
    if (due === 'now') {
      this.#ready.push(runnable)
      return this.#wake()
    }
    this.#rounds.add(runnable)
    if (!this.#isDue && !this.#pause) this.#awaitRound()
  }

  /** Somebody who is to run later has one more thing to do. */
  merge(): void {
    this.#rounds.merge()
  }

  // Not at once: what arrives in the same round of the event loop is handled together and sent as one message.
  #wake(): void {
    if (this.#isDue) return
    this.#isDue = true
    setImmediate(() => this.#runSlice())
  }

  #awaitRound(): void {
    const ms = this.#rounds.waitMs(performance.now())
    if (ms === 0) return this.#wake()
    if (ms === Number.POSITIVE_INFINITY || this.#pause) return
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      this.#awaitRound()
    }, Math.ceil(ms))
  }

  #runSlice(): void {
    this.#isDue = false
    const begun = performance.now()
    const end = begun + this.#sliceMs
    const hasRound = this.#rounds.waitMs(begun) === 0
    const ready = this.#ready
    this.#ready = []
    // Where both have much to do, each has its half.
    const left = this.#run(ready, hasRound ? begun + this.#sliceMs / 2 : end)
    if (hasRound) this.#rounds.run((runnables) => this.#run(runnables, end))
    if (left.length > 0) this.#ready = [...left, ...this.#ready]
    if (this.#ready.length > 0) this.#wake()
    else this.#awaitRound()
  }

  /** Runs them in order until it is late, at least one, and gives those that are left. */
  #run(runnables: readonly Runnable[], end: number): readonly Runnable[] {
    let now = performance.now()
    for (let i = 0; i < runnables.length; i++) {
      const begun = now
      runnables[i]!.run()
      now = performance.now()
      if (now - begun >= this.#watch.ms) this.#watch.tell(runnables[i]!.turn ?? 'A turn', now - begun)
      if (now >= end) return runnables.slice(i + 1)
    }
    return NONE
  }
}

const NONE: readonly Runnable[] = []
