import type { Timer } from './timer.ts'

/** What a join is answered with, where the server lets the view outlive its connection. */
export interface Resumable {
  /** What the view is taken up again by. */
  readonly resume?: string
  /** Present when it has been: the last message that the server has received, and what it has sent in vain. */
  readonly resumed?: {
    readonly received: number
    readonly missed: readonly (readonly [ref: string | null, event: string, payload: unknown])[]
  }
}

/** Messages after which the server is told that they have come, at the latest after so many milliseconds. */
const BATCH = 16
const BATCH_WITHIN = 5000

/** How long a connection may be lost before the page shows it, in milliseconds. */
const BRIEF = 1000

/** Remembers up to where a view has come, so that it can be taken up again from there. */
export class Resume {
  readonly #acknowledge: (seen: number) => void
  #token: string | undefined
  #seen = 0
  #told = 0
  #due: Timer | undefined
  #slow: Timer | undefined

  /** `acknowledge` tells the server how many messages have come. */
  constructor(acknowledge: (seen: number) => void) {
    this.#acknowledge = acknowledge
  }

  /** Whether there is something to take up again. */
  get isPossible(): boolean {
    return this.#token !== undefined
  }

  /** What goes along with a join. */
  get payload(): object {
    return { token: this.#token, seen: this.#seen }
  }

  /** The view was joined, or taken up again. */
  joined({ resume, resumed }: Resumable): void {
    this.forget()
    this.#token = resume
    if (!resumed) this.#seen = this.#told = 0
  }

  /** One more message has come. */
  count(): void {
    if (!this.#token) return
    this.#seen++
    if (this.#seen - this.#told >= BATCH) this.#tell()
    else this.#due ??= setTimeout(() => this.#tell(), BATCH_WITHIN)
  }

  /** The connection is lost; calls back when that takes long. */
  away(slow: () => void): void {
    clearTimeout(this.#due)
    this.#due = undefined
    this.#slow ??= setTimeout(slow, BRIEF)
  }

  /** There is nothing to take up any more, or not yet. */
  forget(): void {
    clearTimeout(this.#due)
    clearTimeout(this.#slow)
    this.#token = this.#due = this.#slow = undefined
  }

  #tell(): void {
    clearTimeout(this.#due)
    this.#due = undefined
    this.#told = this.#seen
    this.#acknowledge(this.#seen)
  }
}
