import type { StreamInsert, StreamOps } from '../wire/tree.ts'

interface Insert<T> {
  readonly item: T
  readonly at: number
  readonly limit: number | undefined
  /** Only a row that the browser shows is changed. */
  readonly isUpdate: boolean
}

/** How many rows the browser keeps once a row is in: the first n (positive) or the last n (negative). */
export interface RowLimit {
  readonly limit?: number
}

/** Where a new row comes to stand, and how many rows stay; the stream's own limit when absent. */
export interface InsertOptions extends RowLimit {
  /** The end (-1, the default), the start (0), or an index among all rows. */
  readonly at?: number
}

/** Changes of a stream since it was last sent, one per dom id. */
export interface StreamChanges<T> {
  readonly ops: StreamOps
  /** Items to render with their dom ids, in the order in which their rows travel. */
  readonly rows: readonly { readonly domId: string; readonly item: T }[]
}

/** How a stream names its rows and how many the browser keeps. */
export interface StreamOptions<T> extends RowLimit {
  /** The dom id of an item; `<assign>-<item.id>` when absent. */
  readonly id?: (item: T) => string
}

/**
 * A list that the browser holds and the server forgets: its methods note changes, the next render sends them.
 * The one mutable thing among assigns; it belongs to the view that made it.
 */
export class Stream<T extends object> {
  readonly #options: StreamOptions<T>
  #name = 'stream'
  #ref: string | undefined
  #changed: () => void = () => {}
  #inserts = new Map<string, Insert<T>>()
  #deletes = new Set<string>()
  #reset = false
  /** The browser shows no row but those that wait here. */
  #isEmpty = true

  constructor(items: readonly T[], options: StreamOptions<T>) {
    this.#options = options
    for (const item of items) this.insert(item)
  }

  /**
   * Called by the view that owns the stream: its assign's name, its reference on the wire, whom to tell of changes,
   * and whether it takes the place of another stream, whose rows then go.
   */
  bind(name: string, ref: string, changed: () => void, replaces = false): void {
    this.#reset ||= replaces
    this.#name = name
    this.#ref = ref
    this.#changed = changed
    this.#inserts = new Map([...this.#inserts.values()].map((insert) => [this.domId(insert.item), insert]))
  }

  /** Whether a view owns it: only then do its changes reach a browser. */
  get isOwned(): boolean {
    return this.#ref !== undefined
  }

  /** Adds a row; an item that is shown already is updated in place. */
  insert(item: T, { at = -1, limit = this.#options.limit }: InsertOptions = {}): void {
    const domId = this.domId(item)
    // Set anew so that the latest change of an item is also the last in order.
    this.#inserts.delete(domId)
    this.#inserts.set(domId, { item, at, limit, isUpdate: false })
    this.#changed()
  }

  /** Adds rows before all others; they keep the order in which they are given. */
  prepend(items: readonly T[], { limit }: RowLimit = {}): void {
    const options = { at: 0, ...(limit !== undefined && { limit }) }
    for (const item of items.toReversed()) this.insert(item, options)
  }

  /** Changes the row of an item if the browser shows it, and adds none. */
  update(item: T): void {
    const domId = this.domId(item)
    const waiting = this.#inserts.get(domId)
    if (!waiting && (this.#isEmpty || this.#deletes.has(domId))) return
    this.#inserts.set(domId, { at: -1, limit: undefined, isUpdate: true, ...waiting, item })
    this.#changed()
  }

  delete(item: T): void {
    this.deleteByDomId(this.domId(item))
  }

  /** Deletes the row with this id, for when its item is not at hand. */
  deleteByDomId(domId: string): void {
    this.#inserts.delete(domId)
    this.#deletes.add(domId)
    this.#changed()
  }

  /** Empties the list and begins again with these items. */
  reset(items: readonly T[]): void {
    this.#inserts.clear()
    this.#deletes.clear()
    this.#reset = true
    this.#isEmpty = true
    for (const item of items) this.insert(item)
    this.#changed()
  }

  domId(item: T): string {
    return this.#options.id?.(item) ?? `${this.#name}-${(item as { id?: unknown }).id}`
  }

  /** How many changes wait to be sent. */
  get pending(): number {
    return this.#inserts.size + this.#deletes.size + (this.#reset ? 1 : 0)
  }

  /** What a render sends; reading it changes nothing. */
  get changes(): StreamChanges<T> {
    const entries = [...this.#inserts]
    const inserts = entries.map(([domId, insert]) => onTheWire(domId, insert)).reverse()
    const deletes = [...this.#deletes]
    const ref = this.#ref ?? '0'
    return {
      ops: this.#reset ? [ref, inserts, deletes, true] : [ref, inserts, deletes],
      rows: entries.map(([domId, { item }]) => ({ domId, item })),
    }
  }

  /** Forgets what has been sent. */
  flush(): void {
    this.#inserts.clear()
    this.#deletes.clear()
    this.#reset = false
    this.#isEmpty = false
  }
}

const onTheWire = <T>(domId: string, { at, limit, isUpdate }: Insert<T>): StreamInsert => [
  domId,
  at,
  limit ?? null,
  isUpdate || null,
]

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
