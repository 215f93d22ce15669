/** A bounded queue: first in, first out. */
export class Mailbox<T> {
  readonly #limit: number
  #messages: T[] = []
  #head = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#messages.length - this.#head
  }

  /** Takes a message in; false when as many wait as may. */
  push(message: T): boolean {
    if (this.size >= this.#limit) return false
    this.#messages.push(message)
    return true
  }

  shift(): T | undefined {
    if (this.#head >= this.#messages.length) return undefined
    const message = this.#messages[this.#head++]
    // Now and then the box forgets messages gone by, also when it is never empty.
    if (this.#head === this.#messages.length || this.#head > this.#limit) this.#forget()
    return message
  }

  #forget(): void {
    this.#messages = this.#messages.slice(this.#head)
    this.#head = 0
  }

  clear(): void {
    this.#messages = []
    this.#head = 0
  }
}
