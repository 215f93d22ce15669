/** Something with work to do: a view with messages, or with changes to send. */
export interface Runnable {
  run(): void
  /** What it has just done, in words for the log. */
  readonly turn?: string
}

/** Who is told of what held up everything else: from how many milliseconds on. */
export interface Watch {
  readonly ms: number
  tell(turn: string, ms: number): void
}

const NOBODY: Watch = { ms: Number.POSITIVE_INFINITY, tell: () => {} }

/** Lets views run one after another, each once for all that has come in, and gives way after a slice of time. */
export class Scheduler {
  readonly #sliceMs: number
  #watch = NOBODY
  #ready: Runnable[] = []
  #isDue = false

  constructor(sliceMs: number) {
    this.#sliceMs = sliceMs
  }

  /** Tells of turns that take long from now on. */
  watch(watch: Watch): void {
    this.#watch = watch
  }

  schedule(runnable: Runnable): void {
    this.#ready.push(runnable)
    this.#wake()
  }

  // Not at once: what arrives in the same round of the event loop is handled together and sent as one message.
  #wake(): void {
    if (this.#isDue) return
    this.#isDue = true
    setImmediate(() => this.#runSlice())
  }

  #runSlice(): void {
    this.#isDue = false
    const ready = this.#ready
    this.#ready = []
    let now = performance.now()
    const end = now + this.#sliceMs
    for (let i = 0; i < ready.length; i++) {
      const begun = now
      ready[i]!.run()
      now = performance.now()
      if (now - begun >= this.#watch.ms) this.#watch.tell(ready[i]!.turn ?? 'A turn', now - begun)
      if (now < end) continue
      this.#ready = [...ready.slice(i + 1), ...this.#ready]
      break
    }
    if (this.#ready.length > 0) this.#wake()
  }
}
