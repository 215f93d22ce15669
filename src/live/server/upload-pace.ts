/** In how many rounds everybody who waits has had a turn. */
const ROUNDS = 32

/** So many hold nobody up: they go on in the next round of the event loop. */
const FEW = 4

/** Milliseconds between two rounds where more wait, for everything else that there is to do. */
const REST_MS = 1

/**
 * Lets those who send files go on a few at a time, with a look at everything else in between. A browser sends the next
 * bytes of a file when those before are answered: so of however many files are on their way, few are read at once.
 */
export class UploadPace {
  readonly #waiting: (() => void)[] = []

  /** Resolves in one of the next rounds. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#waiting.length === 1) this.#wake()
    })
  }

  #wake(): void {
    if (this.#waiting.length > FEW) setTimeout(() => this.#go(), REST_MS)
    else setImmediate(() => this.#go())
  }

  #go(): void {
    const due = this.#waiting.splice(0, Math.ceil(this.#waiting.length / ROUNDS))
    for (const resolve of due) resolve()
    if (this.#waiting.length > 0) this.#wake()
  }
}
