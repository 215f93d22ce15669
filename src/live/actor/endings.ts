/** What stops at the end of a view: a callback, or something that has an end itself. */
export type Ending = (() => void) | { end(): void }

/** What has to stop when a view ends. */
export class Endings {
  // Many views have none.
  #endings: Set<Ending> | undefined
  #hasEnded = false

  /** Runs `ending` at the end, at once if that is past; the returned undo runs it sooner. Never twice. */
  add(ending: Ending): () => void {
    this.#endings ??= new Set()
    const known = this.#endings.has(ending)
    const added = known ? () => run(ending) : ending
    this.#endings.add(added)
    const stop = () => this.#stop(added)
    if (this.#hasEnded) stop()
    return stop
  }

  end(): void {
    this.#hasEnded = true
    for (const ending of [...(this.#endings ?? [])]) this.#stop(ending)
  }

  #stop(ending: Ending): void {
    if (this.#endings?.delete(ending)) run(ending)
  }
}

const run = (ending: Ending): void => (typeof ending === 'function' ? ending() : ending.end())
