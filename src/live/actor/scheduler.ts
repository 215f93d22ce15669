/** Something with work to do: a view with messages, or with changes to send. */
export interface Runnable {
  run(): void
}

/** Lets views run one after another, each once for all that has come in, and gives way after a slice of time. */
export class Scheduler {
  readonly #sliceMs: number
  #ready: Runnable[] = []
  #isDue = false

  constructor(sliceMs: number) {
    this.#sliceMs = sliceMs
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
    const end = performance.now() + this.#sliceMs
    for (let i = 0; i < ready.length; i++) {
      ready[i]!.run()
      if (performance.now() < end) continue
      this.#ready = [...ready.slice(i + 1), ...this.#ready]
      break
    }
    if (this.#ready.length > 0) this.#wake()
  }
}
