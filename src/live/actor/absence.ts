interface Ear {
  readonly go: () => void
  readonly come: () => void
}

/** Who is to hear that the browser of a view is away for longer than a moment, and that it is back. */
export class Absence {
  #heard: readonly Ear[] = []
  #timer: NodeJS.Timeout | undefined
  #isAway = false

  /** Returns the undo. */
  add(go: () => void, come: () => void): () => void {
    const ear = { go, come }
    this.#heard = this.#heard.concat(ear)
    return () => {
      this.#heard = this.#heard.filter((other) => other !== ear)
      if (this.#heard.length === 0) clearTimeout(this.#timer)
    }
  }

  /** The browser is lost; it is away after so many milliseconds. */
  begin(ms: number): void {
    clearTimeout(this.#timer)
    if (this.#heard.length > 0) this.#timer = setTimeout(() => this.#turn(true), ms).unref()
  }

  /** The browser is there again. */
  end(): void {
    clearTimeout(this.#timer)
    this.#turn(false)
  }

  #turn(isAway: boolean): void {
    if (this.#isAway === isAway) return
    this.#isAway = isAway
    for (const { go, come } of this.#heard) (isAway ? go : come)()
  }
}
