/** How many bytes the temporary files of a process may take, and do. */
export class Disk {
  readonly #limit: number
  #used = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get used(): number {
    return this.#used
  }

  /** Sets bytes aside; gives the undo, or undefined when there are not that many. */
  reserve(bytes: number): (() => void) | undefined {
    if (this.#used + bytes > this.#limit) return undefined
    this.#used += bytes
    let isHeld = true
    return () => {
      if (isHeld) this.#used -= bytes
      isHeld = false
    }
  }
}
