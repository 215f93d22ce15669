/** A message to a browser: a diff, or the ref that it answers, its name, and its payload; all as JSON. */
export type Sent = string | { readonly ref: string | null; readonly event: string; readonly payload: string }

/** What is kept of a message beside its payload, in bytes. */
const MESSAGE_BYTES = 100

/**
 * The messages to a browser that it has not acknowledged. They are numbered by counting from the join, at both ends.
 * When more waits than may, all is forgotten: what a browser has missed of that cannot be told any more.
 */
export class Outbox {
  readonly #limit: number
  #kept: Sent[] = []
  #bytes = 0
  /** How many messages there were before those that are kept. */
  #before = 0

  /** `limit` is in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** The number of the last message. */
  get last(): number {
    return this.#before + this.#kept.length
  }

  get bytes(): number {
    return this.#bytes
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0
  }

  record(message: Sent): void {
    this.#kept.push(message)
    this.#bytes += weightOf(message)
    if (this.#bytes > this.#limit) this.acknowledge(this.last)
  }

  /** The browser has everything up to this number. */
  acknowledge(number: number): void {
    const gone = this.#kept.splice(0, number - this.#before)
    this.#before += gone.length
    for (const message of gone) this.#bytes -= weightOf(message)
  }

  /** What came after the message of this number; undefined when some of it is forgotten, or when there was none such. */
  since(number: number): readonly Sent[] | undefined {
    if (number < this.#before || number > this.last) return undefined
    return this.#kept.slice(number - this.#before)
  }
}

const weightOf = (sent: Sent): number =>
  MESSAGE_BYTES + (typeof sent === 'string' ? sent : sent.payload).length
