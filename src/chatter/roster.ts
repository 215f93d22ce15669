import {
  type Owner,
  type Presence,
  type PresenceDiff,
  type PubSub,
  presence,
  type Topic,
  topic,
} from 'oriel/bus'
import type { User } from './accounts.ts'

/** Someone on the list of people. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly online: boolean
}

/** Everyone at one moment; a person who has not changed is the same object in the next view. */
export interface RosterView {
  /** All people: those online first, each part by name. */
  readonly people: readonly Person[]
  readonly total: number
  readonly online: number
}

/** Who is registered and who is there, kept once for all viewers of this node. */
export interface Roster {
  /** Carries each new view: changes that come within 100 ms are one, and in a rush those within 250 ms. */
  readonly changed: Topic<RosterView>
  /** The view last published; costs nothing. */
  current(): RosterView
  /** The first `count` people of a view; one array for all who ask. */
  first(view: RosterView, count: number): readonly Person[]
  /** Shows the user as online until `leave` or the owner's end; `false` when another session holds the name. */
  join(owner: Owner, user: User, sessionId: string): boolean
  /** Ends what `join` began. */
  leave(owner: Owner, user: User): void
  /** Whether a session may use the name: nobody is online under it, or only tabs of that session are. */
  free(name: string, sessionId: string): boolean
  /** Ends the timer and the subscriptions. */
  close(): void
}

/** What a roster stands on. */
export interface RosterOptions {
  readonly pubsub: PubSub
  /** Carries who registers from now on. */
  readonly registered: Topic<User>
  /** Gives everyone registered so far; asked once. */
  readonly load: () => Promise<readonly User[]>
}

/** Makes the roster of this node. */
export async function createRoster({ pubsub, registered, load }: RosterOptions): Promise<Roster> {
  const roster = new LiveRoster(pubsub, registered)
  // Listening began before, so that a registration during the look-up is not missed.
  for (const user of await load()) roster.add(user)
  roster.publish()
  return roster
}

interface Meta {
  readonly name: string
  readonly session_id: string
}

/** How long a change may wait for others, in milliseconds. */
const publishWithin = 100

/** The same in a rush: while so many people changed at a time in the last view. Each view goes to everybody. */
const publishInRush = 250
const rush = 10

class LiveRoster implements Roster {
  readonly changed = topic<RosterView>('roster_changed')
  readonly #pubsub: PubSub
  readonly #presence: Presence<Meta>
  readonly #undos: readonly (() => void)[]
  readonly #idByName = new Map<string, string>()
  readonly #stale = new Set<string>()
  readonly #firsts = new WeakMap<RosterView, Map<number, readonly Person[]>>()
  #byName: readonly Person[] = []
  #added: Person[] = []
  #view: RosterView = { people: [], total: 0, online: 0 }
  #wait = publishWithin
  #timer: NodeJS.Timeout | undefined

  constructor(pubsub: PubSub, registered: Topic<User>) {
    this.#pubsub = pubsub
    this.#presence = presence(pubsub, 'presence_changed')
    this.#undos = [
      pubsub.subscribe(registered, (user) => this.add(user)),
      pubsub.subscribe(this.#presence.changes, (diff) => this.#note(diff)),
    ]
  }

  current(): RosterView {
    return this.#view
  }

  first(view: RosterView, count: number): readonly Person[] {
    if (count >= view.total) return view.people
    const firsts = this.#firsts.get(view) ?? new Map<number, readonly Person[]>()
    const first = firsts.get(count) ?? view.people.slice(0, count)
    this.#firsts.set(view, firsts.set(count, first))
    return first
  }

  join(owner: Owner, { id, name }: User, sessionId: string): boolean {
    if (!this.#holds(id, sessionId)) return false
    // One for all tabs of a person: there may be many.
    const [known] = this.#presence.get(id)
    this.#presence.track(owner, id, known ?? { name, session_id: sessionId })
    return true
  }

  leave(owner: Owner, { id }: User): void {
    this.#presence.untrack(owner, id)
  }

  free(name: string, sessionId: string): boolean {
    const id = this.#idByName.get(name)
    return id === undefined || this.#holds(id, sessionId)
  }

  add({ id, name }: User): void {
    if (this.#idByName.has(name)) return
    this.#idByName.set(name, id)
    this.#added.push({ id, name, online: false })
    this.#markStale(id)
  }

  /** Publishes a new view at once, if it would show anything new. */
  publish(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const before = this.#byName
    const merged = this.#added.length > 0 ? merge(before, this.#added.sort(compareNames)) : before
    this.#byName = merged.map((person) => this.#refresh(person))
    this.#added = []
    this.#stale.clear()
    if (
      this.#byName.length === before.length &&
      this.#byName.every((person, index) => person === before[index])
    )
      return
    this.#view = viewOf(this.#byName)
    this.#pubsub.publish(this.changed, this.#view)
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const undo of this.#undos) undo()
  }

  #holds(id: string, sessionId: string): boolean {
    return this.#presence.get(id).every(({ session_id }) => session_id === sessionId)
  }

  #note({ joins, leaves }: PresenceDiff<Meta>): void {
    for (const id of leaves.keys()) this.#markStale(id)
    for (const [id, metas] of joins) {
      // Someone whom another node has registered may be new to this one.
      for (const { name } of metas) this.add({ id, name })
      this.#markStale(id)
    }
  }

  #markStale(id: string): void {
    this.#stale.add(id)
    this.#timer ??= setTimeout(() => this.#publishDue(), this.#wait).unref()
  }

  #publishDue(): void {
    this.#wait = this.#stale.size < rush ? publishWithin : publishInRush
    this.publish()
  }

  #refresh(person: Person): Person {
    if (!this.#stale.has(person.id)) return person
    const online = this.#presence.get(person.id).length > 0
    return online === person.online ? person : { ...person, online }
  }
}

function viewOf(byName: readonly Person[]): RosterView {
  const online = byName.filter((person) => person.online)
  const people = online.concat(byName.filter((person) => !person.online))
  return { people, total: people.length, online: online.length }
}

function compareNames(one: Person, other: Person): number {
  return one.name < other.name ? -1 : 1
}

/** Merges two lists that are in order: sorting thousands again for each newcomer would be the dearest part. */
function merge(sorted: readonly Person[], added: readonly Person[]): readonly Person[] {
  const merged: Person[] = []
  let next = 0
  for (const newcomer of added) {
    while (next < sorted.length && compareNames(sorted[next]!, newcomer) < 0) merged.push(sorted[next++]!)
    merged.push(newcomer)
  }
  return merged.concat(sorted.slice(next))
}
