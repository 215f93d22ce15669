import type { Stream } from '../template/stream.ts'

/** What keeps the streams of one owner apart from those of others in the view. */
export interface StreamNames {
  /** Comes before the number of each stream on the wire. */
  readonly ref: string
  /** Comes before the dom ids that are made of an assign's name. */
  readonly dom: string
}

const OF_A_VIEW: StreamNames = { ref: '', dom: '' }

/** The streams among the assigns of a view or a component, each with its number on the wire. */
export class OwnedStreams {
  readonly #host: { changed(): void }
  readonly #prefix: StreamNames
  /** The place of each is its number. */
  #names: readonly string[] = []
  #streams: readonly Stream<object>[] = []
  #hasChanged = false

  /** `host` is told of changes. */
  constructor(host: { changed(): void }, prefix = OF_A_VIEW) {
    this.#host = host
    this.#prefix = prefix
  }

  /** Takes a stream in under its assign's name; one that comes in place of another empties its list. */
  own(name: string, stream: Stream<object>): void {
    if (this.#streams.includes(stream)) return
    const known = this.#names.indexOf(name)
    const number = known < 0 ? this.#names.length : known
    const { ref, dom } = this.#prefix
    stream.bind(`${dom}${name}`, `${ref}${number}`, this, known >= 0)
    this.#names = this.#names.toSpliced(number, 1, name)
    this.#streams = this.#streams.toSpliced(number, 1, stream)
  }

  /** A stream has changed. */
  changed(): void {
    this.#hasChanged = true
    this.#host.changed()
  }

  /** Whether one of them was changed since the last rendering. */
  get hasChanged(): boolean {
    return this.#hasChanged
  }

  markRendered(): void {
    this.#hasChanged = false
  }

  /** The most changes that wait in one of the streams. */
  get pending(): number {
    return Math.max(0, ...this.#streams.map((stream) => stream.pending))
  }
}
