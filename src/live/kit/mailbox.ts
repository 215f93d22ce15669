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
    // An emptied box starts anew, so that a rested view holds no memory for messages gone by.
    if (this.#head === this.#messages.length) this.clear()
    return message
  }

  clear(): void {
    this.#messages = []
    this.#head = 0
  }
}
