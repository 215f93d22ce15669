import { domIdOf, type Naming, namingOf } from './naming.ts'
import { Pending, type StreamChanges } from './pending.ts'
import { firstOf, snapshotOf } from './stream-items.ts'

/** How many rows the browser keeps once a row is in: the first n (positive) or the last n (negative). */
export interface RowLimit {
  readonly limit?: number
}

/** Where a new row comes to stand, and how many rows stay; the stream's own limit when absent. */
export interface InsertOptions extends RowLimit {
  /** The end (-1, the default), the start (0), or an index among all rows. */
  readonly at?: number
}

/** How a stream names its rows and how many the browser keeps. */
export interface StreamOptions<T> extends RowLimit {
  /** The dom id of an item; `<assign>-<item.id>` when absent. */
  readonly id?: (item: T) => string
}

/** Who is told of the changes of a stream. */
export interface StreamOwner {
  changed(): void
}

/**
 * A list that the browser holds and the server forgets: its methods note changes, the next render sends them.
 * The one mutable thing among assigns; it belongs to the view that made it.
 */
export class Stream<T extends object> {
  readonly #options: StreamOptions<T>
  #naming: Naming<T>
  /** The items that it begins with, until they are looked at or changed. */
  #first: readonly T[] | undefined
  #pending: Pending<T>
  #owner: StreamOwner | undefined

  constructor(items: readonly T[], options: StreamOptions<T>) {
    this.#options = options
    this.#naming = namingOf('stream', '0', options.id)
    this.#pending = Pending.none(this.#naming)
    this.#first = snapshotOf(items)
  }

  /**
   * Called by the view that owns the stream: its assign's name, its reference on the wire, who is told of changes,
   * and whether it takes the place of another stream, whose rows then go.
   */
  bind(name: string, ref: string, owner: StreamOwner, replaces = false): void {
    const naming = namingOf(name, ref, this.#options.id)
    if (!this.#first || replaces) this.#pending = this.waiting.renamed(naming, replaces)
    this.#naming = naming
    this.#owner = owner
  }

  /** Whether a view owns it: only then do its changes reach a browser. */
  get isOwned(): boolean {
    return this.#owner !== undefined
  }

  /** What waits to be sent. */
  get waiting(): Pending<T> {
    if (this.#first) {
      this.#pending = firstOf(this.#naming, this.#first, this.#options.limit)
      this.#first = undefined
    }
    return this.#pending
  }

  /** Adds a row; an item that is shown already is updated in place. */
  insert(item: T, { at = -1, limit = this.#options.limit }: InsertOptions = NO_OPTIONS): void {
    this.#pending = this.waiting.insert(item, at, limit)
    this.#owner?.changed()
  }

  /** Adds rows before all others; they keep the order in which they are given. */
  prepend(items: readonly T[], { limit }: RowLimit = {}): void {
    const options = { at: 0, ...(limit !== undefined && { limit }) }
    for (const item of items.toReversed()) this.insert(item, options)
  }

  /** Changes the row of an item if the browser shows it, and adds none. */
  update(item: T): void {
    if (!this.waiting.mayShow(this.domId(item))) return
    this.#pending = this.#pending.update(item)
    this.#owner?.changed()
  }

  delete(item: T): void {
    this.deleteByDomId(this.domId(item))
  }

  /** Deletes the row with this id, for when its item is not at hand. */
  deleteByDomId(domId: string): void {
    this.#pending = this.waiting.delete(domId)
    this.#owner?.changed()
  }

  /** Empties the list and begins again with these items. */
  reset(items: readonly T[]): void {
    this.#first = undefined
    this.#pending = Pending.first(this.#naming, items, this.#options.limit, { isReset: true })
    this.#owner?.changed()
  }

  domId(item: T): string {
    return domIdOf(this.#naming, item)
  }

  /** How many changes wait to be sent. */
  get pending(): number {
    return this.waiting.size
  }

  /** What a render sends; reading it changes nothing. */
  get changes(): StreamChanges<T> {
    return this.waiting.changes
  }

  /** Forgets what has been sent. */
  flush(): void {
    this.#pending = this.waiting.sent
  }
}

const NO_OPTIONS: InsertOptions = {}

/** Makes a stream of the first items; each needs an `id`, or the options say how to name it. */
export function stream<T extends { readonly id: string | number }>(
  items: readonly T[],
  options?: StreamOptions<T>,
): Stream<T>
export function stream<T extends object>(
  items: readonly T[],
  options: StreamOptions<T> & { readonly id: (item: T) => string },
): Stream<T>
export function stream<T extends object>(items: readonly T[], options: StreamOptions<T> = {}): Stream<T> {
  return new Stream(items, options)
}
