/** What stops at the end of a view: a callback, or something that has an end itself. */
export type Ending = (() => void) | { end(): void }

/** Up to so many, a list is made anew for one more: a list that grows makes room for many. */
const FEW = 16

/** What has to stop when a view ends. */
export class Endings {
  // Many views have none, and most have a few.
  #endings: Ending[] | undefined
  #hasEnded = false

  /** Runs `ending` at the end, at once if that is past; the returned undo runs it sooner. Never twice. */
  add(ending: Ending): () => void {
    let isDue = true
    const stop = () => {
      if (!isDue) return
      isDue = false
      this.#stop(ending)
    }
    if (this.#endings && this.#endings.length >= FEW) this.#endings.push(ending)
    else this.#endings = (this.#endings ?? []).concat(ending)
    if (this.#hasEnded) stop()
    return stop
  }

  end(): void {
    this.#hasEnded = true
    for (const ending of [...(this.#endings ?? [])]) this.#stop(ending)
  }

  #stop(ending: Ending): void {
    // What was begun last is most often what ends first.
    const place = this.#endings?.lastIndexOf(ending) ?? -1
    if (place < 0) return
    this.#endings?.splice(place, 1)
    run(ending)
  }
}

const run = (ending: Ending): void => (typeof ending === 'function' ? ending() : ending.end())
