/** A bounded queue: first in, first out. */
export class Mailbox<T> {
  readonly #limit: number
  /** The next one. Most often it is the only one, and the list of the others is not there. */
  #next: T | undefined
  #others: T[] | undefined
  /** Where the others begin that are still here. */
  #head = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    if (this.#next === undefined) return 0
    return 1 + (this.#others ? this.#others.length - this.#head : 0)
  }

  /** Whether it is half full. */
  get isCrowded(): boolean {
    return this.size * 2 >= this.#limit
  }

  /** Takes a message in; false when as many wait as may. */
  push(message: T): boolean {
    if (this.size >= this.#limit) return false
    if (this.#next === undefined) this.#next = message
    else if (this.#others) this.#others.push(message)
    else this.#others = [message]
    return true
  }

  shift(): T | undefined {
    const message = this.#next
    this.#next = this.#others?.[this.#head]
    if (!this.#others) return message
    this.#head++
    if (this.#head === this.#others.length) this.#forget(undefined)
    // Now and then the box forgets messages gone by, also when it is never empty.
    else if (this.#head > this.#limit) this.#forget(this.#others.slice(this.#head))
    return message
  }

  #forget(others: T[] | undefined): void {
    this.#others = others
    this.#head = 0
  }

  clear(): void {
    this.#next = undefined
    this.#forget(undefined)
  }
}
