import type { Owner } from 'oriel/bus'

/** An owner whose end a test decides. */
export interface EndingOwner extends Owner {
  /** How many callbacks wait for its end. */
  readonly callbacks: number
  end(): void
}

/** Makes an owner that lives until `end` is called. */
export function owner(id: string): EndingOwner {
  const waiting: (() => void)[] = []
  let ended = false
  return {
    id,
    get callbacks() {
      return waiting.length
    },
    onEnd(callback) {
      if (ended) callback()
      else waiting.push(callback)
    },
    end() {
      ended = true
      for (const callback of waiting.splice(0)) callback()
    },
  }
}
