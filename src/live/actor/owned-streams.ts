import type { Stream } from '../template/stream.ts'

/** The streams among the assigns of one view, each with its number on the wire. */
export class OwnedStreams {
  readonly #changed: () => void
  readonly #byName = new Map<string, Stream<object>>()

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Takes a stream in under its assign's name; one that comes in place of another empties its list. */
  own(name: string, stream: Stream<object>): void {
    const names = [...this.#byName.keys()]
    if ([...this.#byName.values()].includes(stream)) return
    const known = names.indexOf(name)
    stream.bind(name, known < 0 ? names.length : known, this.#changed, known >= 0)
    this.#byName.set(name, stream)
  }

  /** The most changes that wait in one of the streams. */
  get pending(): number {
    return Math.max(0, ...[...this.#byName.values()].map((stream) => stream.pending))
  }
}
