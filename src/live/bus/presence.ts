import type { Owner } from './owner.ts'
import type { PubSub } from './pubsub.ts'
import { type Topic, topic } from './topic.ts'

/** What one change has done to the list: by key, the metas that left, then the metas that joined. */
export interface PresenceDiff<M> {
  readonly joins: ReadonlyMap<string, readonly M[]>
  readonly leaves: ReadonlyMap<string, readonly M[]>
}

/** Who is there under which key; a key has one meta for each owner (a person with two tabs has two). */
export interface Presence<M extends object> {
  /** Carries each change, after `list` and `get` show it. */
  readonly changes: Topic<PresenceDiff<M>>
  /** Adds the owner under `key`, until `untrack` or its end; throws when it is there already. */
  track(owner: Owner, key: string, meta: M): void
  /** Replaces the owner's meta under `key`, in one diff; throws when it is not there. */
  update(owner: Owner, key: string, meta: M): void
  /** Removes the owner from `key`; does nothing when it is not there. */
  untrack(owner: Owner, key: string): void
  /** Everyone there, by key, in the order they came; the same value until something changes. */
  list(): ReadonlyMap<string, readonly M[]>
  /** The metas under one key, in the order they came. */
  get(key: string): readonly M[]
}

/** Makes a list of who is there, whose changes are published as `name`. */
export function presence<M extends object>(pubsub: PubSub, name: string): Presence<M> {
  return new PresenceTable<M>(pubsub, name)
}

type MetasByKey<M> = ReadonlyMap<string, readonly M[]>

const nobody: MetasByKey<never> = new Map()

class PresenceTable<M extends object> implements Presence<M> {
  readonly changes: Topic<PresenceDiff<M>>
  readonly #name: string
  readonly #pubsub: PubSub
  readonly #entriesByOwner = new Map<string, Map<string, M>>()
  readonly #metasByKey = new Map<string, readonly M[]>()
  /** Owners whose connection has been lost for a while. */
  readonly #away = new Set<string>()
  #list: MetasByKey<M> | undefined = nobody

  constructor(pubsub: PubSub, name: string) {
    this.#pubsub = pubsub
    this.#name = name
    this.changes = topic(name)
  }

  track(owner: Owner, key: string, meta: M): void {
    const known = this.#entriesByOwner.get(owner.id)
    if (known?.has(key)) throw this.#error(owner, key, 'is tracked already', 'call update to change its meta')
    const entries = known ?? new Map<string, M>()
    this.#entriesByOwner.set(owner.id, entries.set(key, meta))
    this.#show(owner, nobody, new Map([[key, [meta]]]))
    if (known) return
    owner.onEnd(() => this.#end(owner.id))
    owner.onAway?.(
      () => this.#leave(owner.id),
      () => this.#comeBack(owner.id),
    )
  }

  update(owner: Owner, key: string, meta: M): void {
    const entries = this.#entriesByOwner.get(owner.id)
    const before = entries?.get(key)
    if (!entries || !before) throw this.#error(owner, key, 'is not tracked', 'call track first')
    if (before === meta) return
    entries.set(key, meta)
    this.#show(owner, new Map([[key, [before]]]), new Map([[key, [meta]]]))
  }

  untrack(owner: Owner, key: string): void {
    const entries = this.#entriesByOwner.get(owner.id)
    const meta = entries?.get(key)
    if (!entries || !meta) return
    // An owner without entries stays known until its end, so that its end is awaited only once.
    entries.delete(key)
    this.#show(owner, new Map([[key, [meta]]]), nobody)
  }

  list(): MetasByKey<M> {
    this.#list ??= new Map(this.#metasByKey)
    return this.#list
  }

  get(key: string): readonly M[] {
    return this.#metasByKey.get(key) ?? []
  }

  #end(ownerId: string): void {
    if (!this.#away.delete(ownerId)) this.#change(this.#entriesOf(ownerId), nobody)
    this.#entriesByOwner.delete(ownerId)
  }

  /** The owner's connection is lost: its entries are kept, and nobody sees them. */
  #leave(ownerId: string): void {
    this.#away.add(ownerId)
    this.#change(this.#entriesOf(ownerId), nobody)
  }

  #comeBack(ownerId: string): void {
    this.#away.delete(ownerId)
    this.#change(nobody, this.#entriesOf(ownerId))
  }

  #entriesOf(ownerId: string): MetasByKey<M> {
    return new Map([...(this.#entriesByOwner.get(ownerId) ?? [])].map(([key, meta]) => [key, [meta]]))
  }

  /** Makes a change of an owner that is not away. */
  #show({ id }: Owner, leaves: MetasByKey<M>, joins: MetasByKey<M>): void {
    if (!this.#away.has(id)) this.#change(leaves, joins)
  }

  #change(leaves: MetasByKey<M>, joins: MetasByKey<M>): void {
    if (leaves.size + joins.size === 0) return
    for (const [key, metas] of leaves) this.#set(key, without(this.get(key), metas))
    for (const [key, metas] of joins) this.#set(key, this.get(key).concat(metas))
    this.#list = undefined
    this.#pubsub.publish(this.changes, { joins, leaves })
  }

  #set(key: string, metas: readonly M[]): void {
    if (metas.length > 0) this.#metasByKey.set(key, metas)
    else this.#metasByKey.delete(key)
  }

  #error({ id }: Owner, key: string, fault: string, remedy: string): Error {
    return new Error(
      `In the presence "${this.#name}", owner "${id}" ${fault} under the key "${key}": ${remedy}.`,
    )
  }
}

/** Takes each of `leaving` out once: two owners may share one meta. */
export function without<M>(metas: readonly M[], leaving: readonly M[]): readonly M[] {
  const rest = [...metas]
  for (const meta of leaving) {
    const index = rest.indexOf(meta)
    if (index >= 0) rest.splice(index, 1)
  }
  return rest
}
