/** What has to stop when a view ends. */
export class Endings {
  readonly #endings = new Set<() => void>()
  #hasEnded = false

  /** Runs `stop` at the end, at once if that is past; the returned undo runs it sooner. Never twice. */
  add(stop: () => void): () => void {
    const once = () => {
      if (this.#endings.delete(once)) stop()
    }
    this.#endings.add(once)
    if (this.#hasEnded) once()
    return once
  }

  end(): void {
    this.#hasEnded = true
    for (const ending of [...this.#endings]) ending()
  }
}
