import type { StreamInsert, StreamOps } from '../wire/tree.ts'
import { domIdOf, type Naming } from './naming.ts'

interface Insert<T> {
  readonly item: T
  readonly at: number
  readonly limit: number | undefined
  /** Only a row that the browser shows is changed. */
  readonly isUpdate: boolean
}

/** Changes of a stream since it was last sent, one per dom id. */
export interface StreamChanges<T> {
  readonly ops: StreamOps
  /** Items to render with their dom ids, in the order in which their rows travel. */
  readonly rows: readonly { readonly domId: string; readonly item: T }[]
}

type Kind = 'insert' | 'update' | 'delete'

/** A step that was taken from here, and where it led. */
interface Step<T extends object> {
  readonly from: Pending<T>
  readonly kind: Kind
  readonly subject: T | string
  readonly at: number
  readonly limit: number | undefined
  readonly to: Pending<T>
}

const nones = new WeakMap<object, Pending<object>>()

/** Beyond so many changes each stream has its own, since a shared one is copied for each further change. */
const SHARED = 32

/** How many of the steps that were taken last are remembered, in the whole process. */
const STEPS = 64

/**
 * These steps. The viewers of a broadcast take its step one right after another, so a few are enough;
 * and a weak reference would cost each of them as much as all the rest of the step.
 */
const remembered: (Step<object> | undefined)[] = Array(STEPS).fill(undefined)
let next = 0

/**
 * The changes that wait in a stream. Streams of different views that are changed in the same way hold the same object:
 * a step that one of them has taken leads the others to where it led. What is rendered of it is so made once for all.
 */
export class Pending<T extends object> {
  readonly naming: Naming<T>
  readonly #inserts: Map<string, Insert<T>>
  readonly #deletes: Set<string>
  readonly isReset: boolean
  /** The browser shows no row but those that wait here. */
  readonly #isEmpty: boolean
  #isShared: boolean
  #last: Step<T> | undefined
  #sent: Pending<T> | undefined
  #changes: StreamChanges<T> | undefined
  /** What whoever renders these changes keeps with them. Only where they are shared. */
  rendered: unknown

  private constructor(
    naming: Naming<T>,
    kind: { readonly isReset?: boolean; readonly isEmpty?: boolean; readonly isShared?: boolean },
    inserts: Map<string, Insert<T>> = new Map(),
    deletes: Set<string> = new Set(),
  ) {
    this.naming = naming
    this.isReset = kind.isReset ?? false
    this.#isEmpty = kind.isEmpty ?? false
    this.#isShared = kind.isShared ?? false
    this.#inserts = inserts
    this.#deletes = deletes
  }

  /** What waits when everything has been sent: nothing. */
  static none<T extends object>(naming: Naming<T>): Pending<T> {
    const known = nones.get(naming)
    if (known) return known as unknown as Pending<T>
    const made = new Pending(naming, { isShared: true })
    nones.set(naming, made as unknown as Pending<object>)
    return made
  }

  /** What waits in a stream that begins with these items: before anything was sent, or anew. */
  static first<T extends object>(
    naming: Naming<T>,
    items: readonly T[],
    limit: number | undefined,
    kind: { readonly isReset?: boolean; readonly isShared?: boolean },
  ): Pending<T> {
    const first = new Pending(naming, { ...kind, isEmpty: true })
    for (const item of items) first.#apply('insert', item, -1, limit)
    return first
  }

  /** What waits when this has been sent. */
  get sent(): Pending<T> {
    this.#sent ??= Pending.none(this.naming)
    return this.#sent
  }

  /** Whether others may hold it, too: then it never changes, and what is made of it may be kept with it. */
  get isShared(): boolean {
    return this.#isShared
  }

  get size(): number {
    return this.#inserts.size + this.#deletes.size + (this.isReset ? 1 : 0)
  }

  /** Whether the browser may show a row of this id once all this is sent. */
  mayShow(domId: string): boolean {
    return this.#inserts.has(domId) || !(this.#isEmpty || this.#deletes.has(domId))
  }

  insert(item: T, at: number, limit: number | undefined): Pending<T> {
    return this.#step('insert', item, at, limit)
  }

  update(item: T): Pending<T> {
    return this.#step('update', item, -1, undefined)
  }

  delete(domId: string): Pending<T> {
    return this.#step('delete', domId, -1, undefined)
  }

  /** The same under other names. */
  renamed(naming: Naming<T>, isReset: boolean): Pending<T> {
    const inserts = new Map(
      [...this.#inserts.values()].map((insert) => [domIdOf(naming, insert.item), insert]),
    )
    const kind = { isReset: this.isReset || isReset, isEmpty: this.#isEmpty }
    return new Pending(naming, kind, inserts, new Set(this.#deletes))
  }

  /** What a render sends. */
  get changes(): StreamChanges<T> {
    this.#changes ??= this.#read()
    return this.#changes
  }

  #read(): StreamChanges<T> {
    const entries = [...this.#inserts]
    const inserts = entries.map(([domId, insert]) => onTheWire(domId, insert)).reverse()
    const deletes = [...this.#deletes]
    const { ref } = this.naming
    return {
      ops: this.isReset ? [ref, inserts, deletes, true] : [ref, inserts, deletes],
      rows: entries.map(([domId, { item }]) => ({ domId, item })),
    }
  }

  #step(kind: Kind, subject: T | string, at: number, limit: number | undefined): Pending<T> {
    if (!this.#isShared) {
      this.#apply(kind, subject, at, limit)
      return this
    }
    const last = this.#last
    if (last && last.subject === subject && last.kind === kind && last.at === at && last.limit === limit)
      return last.to
    const to = this.#copy()
    to.#apply(kind, subject, at, limit)
    to.#isShared = to.size <= SHARED
    if (to.#isShared) this.#remember({ from: this, kind, subject, at, limit, to })
    return to
  }

  #remember(step: Step<T>): void {
    this.#last = step
    const forgotten = remembered[next]
    if (forgotten && forgotten.from.#last === forgotten) forgotten.from.#last = undefined
    remembered[next] = step as unknown as Step<object>
    next = (next + 1) % STEPS
  }

  #copy(): Pending<T> {
    const kind = { isReset: this.isReset, isEmpty: this.#isEmpty }
    return new Pending(this.naming, kind, new Map(this.#inserts), new Set(this.#deletes))
  }

  #apply(kind: Kind, subject: T | string, at: number, limit: number | undefined): void {
    this.#changes = undefined
    if (kind === 'delete') {
      this.#inserts.delete(subject as string)
      this.#deletes.add(subject as string)
      return
    }
    const item = subject as T
    const domId = domIdOf(this.naming, item)
    const waiting = this.#inserts.get(domId)
    // As if all had been sent one by one: a row that is there stays where it is.
    const keepsPlace = waiting && (kind === 'update' || !waiting.isUpdate)
    if (keepsPlace) this.#inserts.set(domId, { ...waiting, item })
    else {
      this.#inserts.delete(domId)
      this.#inserts.set(domId, { item, at, limit, isUpdate: kind === 'update' })
    }
  }
}

const onTheWire = <T>(domId: string, { at, limit, isUpdate }: Insert<T>): StreamInsert => [
  domId,
  at,
  limit ?? null,
  isUpdate || null,
]
