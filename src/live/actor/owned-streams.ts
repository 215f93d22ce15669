import type { Stream } from '../template/stream.ts'

/** What keeps the streams of one owner apart from those of others in the view. */
export interface StreamNames {
  /** Comes before the number of each stream on the wire. */
  readonly ref: string
  /** Comes before the dom ids that are made of an assign's name. */
  readonly dom: string
}

/** The streams among the assigns of a view or a component, each with its number on the wire. */
export class OwnedStreams {
  readonly #names: StreamNames
  readonly #changed: () => void
  readonly #byName = new Map<string, Stream<object>>()
  /** Whether one of them was changed since the last rendering. */
  hasChanged = false

  constructor(names: StreamNames, changed: () => void) {
    this.#names = names
    this.#changed = () => {
      this.hasChanged = true
      changed()
    }
  }

  /** Takes a stream in under its assign's name; one that comes in place of another empties its list. */
  own(name: string, stream: Stream<object>): void {
    const names = [...this.#byName.keys()]
    if ([...this.#byName.values()].includes(stream)) return
    const known = names.indexOf(name)
    const number = known < 0 ? names.length : known
    const { ref, dom } = this.#names
    stream.bind(`${dom}${name}`, `${ref}${number}`, this.#changed, known >= 0)
    this.#byName.set(name, stream)
  }

  /** The most changes that wait in one of the streams. */
  get pending(): number {
    return Math.max(0, ...[...this.#byName.values()].map((stream) => stream.pending))
  }
}
