import type { StreamInsert, StreamOps } from '../wire/tree.ts'

interface Insert<T> {
  readonly item: T
  readonly at: number
}

/** Changes of a stream since it was last sent, one per dom id. */
export interface StreamChanges<T> {
  readonly ops: StreamOps
  /** Items to render with their dom ids, in the order in which their rows travel. */
  readonly rows: readonly { readonly domId: string; readonly item: T }[]
}

/** How a stream names its rows and how many the browser keeps. */
export interface StreamOptions<T> {
  /** The dom id of an item; `<assign>-<item.id>` when absent. */
  readonly id?: (item: T) => string
  /** Keep the first n rows (positive) or the last n (negative). */
  readonly limit?: number
}

/**
 * A list that the browser holds and the server forgets: its methods note changes, the next render sends them.
 * The one mutable thing among assigns; it belongs to the view that made it.
 */
export class Stream<T extends object> {
  readonly #options: StreamOptions<T>
  #name = 'stream'
  #ref = '0'
  #changed: () => void = () => {}
  #inserts = new Map<string, Insert<T>>()
  #deletes = new Set<string>()
  #reset = false

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

  /** Adds a row at the end (-1), the start (0) or an index; an item that is shown already is updated in place. */
  insert(item: T, at = -1): void {
    const domId = this.domId(item)
    // Set anew so that the latest change of an item is also the last in order.
    this.#inserts.delete(domId)
    this.#inserts.set(domId, { item, at })
    this.#changed()
  }

  /** Adds rows before all others; they keep the order in which they are given. */
  prepend(items: readonly T[]): void {
    for (const item of items.toReversed()) this.insert(item, 0)
  }

  delete(item: T): void {
    const domId = this.domId(item)
    this.#inserts.delete(domId)
    this.#deletes.add(domId)
    this.#changed()
  }

  /** Empties the list and begins again with these items. */
  reset(items: readonly T[]): void {
    this.#inserts.clear()
    this.#deletes.clear()
    this.#reset = true
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
    const limit = this.#options.limit ?? null
    const inserts = entries.map(([domId, { at }]): StreamInsert => [domId, at, limit, null]).reverse()
    const deletes = [...this.#deletes]
    return {
      ops: this.#reset ? [this.#ref, inserts, deletes, true] : [this.#ref, inserts, deletes],
      rows: entries.map(([domId, { item }]) => ({ domId, item })),
    }
  }

  /** Forgets what has been sent. */
  flush(): void {
    this.#inserts.clear()
    this.#deletes.clear()
    this.#reset = false
  }
}

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
