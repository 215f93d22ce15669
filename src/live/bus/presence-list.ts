import { type Presence, without } from './presence.ts'
import type { PubSub } from './pubsub.ts'
import { type Topic, topic } from './topic.ts'

/** Who is there under one key, and what is shown of it. */
export interface Present<M extends object, T> {
  readonly key: string
  /** In the order they came. */
  readonly metas: readonly M[]
  /** What `fetch` gave for the key; undefined without `fetch`. */
  readonly value: T
}

/** How a key is there now, and what has come and gone since it was told of last. */
export interface PresenceChange<M extends object, T> extends Present<M, T> {
  readonly joined: readonly M[]
  readonly left: readonly M[]
  /** Whether nobody was there under the key before. */
  readonly hasCome: boolean
  /** Whether nobody is there any more. */
  readonly hasGone: boolean
}

/** What a list of presences is made of. */
export interface PresenceListOptions<M extends object, T> {
  readonly of: Presence<M>
  /**
   * Looks up what is shown of some keys, all in one query; its answers are kept while their keys are there. A key that
   * the answer lacks is not listed, and asked for again when somebody comes or goes under it. When it throws, the same
   * keys are asked for again a second later.
   */
  readonly fetch?: (keys: readonly string[]) => ReadonlyMap<string, T> | Promise<ReadonlyMap<string, T>>
  /** Hears of each key under which somebody has come or gone, when the list shows it; once on this node. */
  readonly handleMetas?: (change: PresenceChange<M, T>) => unknown
  /** The order of the list, as for `sort`; that in which the keys were listed when absent. */
  readonly compare?: (one: Present<M, T>, other: Present<M, T>) => number
  /** How long a change may wait for others, in milliseconds; 100 when absent. */
  readonly withinMs?: number
  /** Hears what `fetch` and `handleMetas` have thrown; a process warning by default. Must not throw itself. */
  readonly onError?: (error: unknown, name: string) => void
}

/** A presence as it is shown, kept once for all who show it. */
export interface PresenceList<M extends object, T> {
  /** Carries each new list. */
  readonly changed: Topic<readonly Present<M, T>[]>
  /** The list published last; whoever has not changed is the same object as in the one before. */
  list(): readonly Present<M, T>[]
  /** The entry under one key. */
  get(key: string): Present<M, T> | undefined
  /** Looks up a key that is listed once more: what is shown of it has changed. */
  refresh(key: string): void
  /** Ends the subscription and the timer. */
  close(): void
}

/** Makes a list of a presence with what is shown of each key; its changes are published as `name`. */
export function presenceList<M extends object, T = undefined>(
  pubsub: PubSub,
  name: string,
  options: PresenceListOptions<M, T>,
): PresenceList<M, T> {
  return new LivePresenceList(pubsub, name, options)
}

/** How long a failed look-up rests, in milliseconds. */
const AGAIN_MS = 1000

class LivePresenceList<M extends object, T> implements PresenceList<M, T> {
  readonly changed: Topic<readonly Present<M, T>[]>
  readonly #pubsub: PubSub
  readonly #options: PresenceListOptions<M, T>
  readonly #undo: () => void
  readonly #entries = new Map<string, Present<M, T>>()
  /** Keys under which somebody has come or gone. */
  readonly #stale = new Set<string>()
  /** Those among them whose value is to be looked up once more. */
  readonly #outdated = new Set<string>()
  #list: readonly Present<M, T>[] = []
  #timer: NodeJS.Timeout | undefined
  #isUpdating = false
  #isClosed = false

  constructor(pubsub: PubSub, name: string, options: PresenceListOptions<M, T>) {
    this.changed = topic(name)
    this.#pubsub = pubsub
    this.#options = options
    this.#undo = pubsub.subscribe(options.of.changes, ({ joins, leaves }) => {
      this.#note([...leaves.keys(), ...joins.keys()])
    })
    this.#note(options.of.list().keys())
  }

  list(): readonly Present<M, T>[] {
    return this.#list
  }

  get(key: string): Present<M, T> | undefined {
    return this.#entries.get(key)
  }

  refresh(key: string): void {
    this.#outdated.add(key)
    this.#note([key])
  }

  close(): void {
    this.#isClosed = true
    this.#undo()
    clearTimeout(this.#timer)
  }

  #note(keys: Iterable<string>): void {
    for (const key of keys) this.#stale.add(key)
    this.#schedule(this.#withinMs)
  }

  #schedule(ms: number): void {
    if (this.#isClosed || this.#isUpdating || this.#stale.size === 0) return
    this.#timer ??= setTimeout(() => void this.#updateDue(), ms).unref()
  }

  /** One update after another, so that no key is looked up twice at a time. */
  async #updateDue(): Promise<void> {
    this.#timer = undefined
    this.#isUpdating = true
    const isWhole = await this.#update().catch((error) => this.#report(error))
    this.#isUpdating = false
    this.#schedule(isWhole ? this.#withinMs : AGAIN_MS)
  }

  /** Shows who has come and gone; false when the look-up has failed, and waits for the next time. */
  async #update(): Promise<boolean> {
    const keys = [...this.#stale]
    const wanted = keys.filter((key) => !this.#entries.has(key) || this.#outdated.has(key))
    this.#stale.clear()
    this.#outdated.clear()
    const values = await this.#lookUp(wanted.filter((key) => this.#options.of.get(key).length > 0))
    if (this.#isClosed) return true
    this.#show(keys.flatMap((key) => this.#change(key, values) ?? []))
    if (values) return true
    for (const key of wanted) this.#outdated.add(key)
    for (const key of wanted) this.#stale.add(key)
    return false
  }

  async #lookUp(keys: readonly string[]): Promise<ReadonlyMap<string, T> | undefined> {
    const { fetch } = this.#options
    if (!fetch) return new Map(keys.map((key) => [key, undefined as T]))
    if (keys.length === 0) return new Map()
    try {
      return await fetch(keys)
    } catch (error) {
      this.#report(error)
      return undefined
    }
  }

  /** Brings one entry up to date; undefined where there is nothing to show or to tell. */
  #change(key: string, values: ReadonlyMap<string, T> | undefined): PresenceChange<M, T> | undefined {
    const before = this.#entries.get(key)
    const metas = this.#options.of.get(key)
    const isFresh = values?.has(key) === true
    if (!before && (!isFresh || metas.length === 0)) return undefined
    const joined = without(metas, before?.metas ?? [])
    const left = without(before?.metas ?? [], metas)
    const value = isFresh ? (values.get(key) as T) : before!.value
    // Whoever has gone and come back meanwhile has never been away.
    if (before && joined.length + left.length === 0 && Object.is(value, before.value)) return undefined
    if (metas.length > 0) this.#entries.set(key, { key, metas, value })
    else this.#entries.delete(key)
    return { key, metas, value, joined, left, hasCome: !before, hasGone: metas.length === 0 }
  }

  #show(changes: readonly PresenceChange<M, T>[]): void {
    if (changes.length === 0) return
    const { compare } = this.#options
    const entries = [...this.#entries.values()]
    this.#list = compare ? entries.sort(compare) : entries
    this.#pubsub.publish(this.changed, this.#list)
    for (const change of changes) if (change.joined.length + change.left.length > 0) void this.#tell(change)
  }

  async #tell(change: PresenceChange<M, T>): Promise<void> {
    try {
      await this.#options.handleMetas?.(change)
    } catch (error) {
      this.#report(error)
    }
  }

  get #withinMs(): number {
    return this.#options.withinMs ?? 100
  }

  #report(error: unknown): void {
    const { onError = warn } = this.#options
    onError(error, this.changed.name)
  }
}

function warn(error: unknown, name: string): void {
  process.emitWarning(
    `The presence list "${name}" failed: ${error instanceof Error ? error.stack : String(error)}`,
  )
}
