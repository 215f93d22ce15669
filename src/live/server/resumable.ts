import type { Actor } from '../actor/actor.ts'
import type { PatchTo } from '../actor/leave.ts'
import type { Sink } from '../actor/sink.ts'
import { randomText } from '../kit/random.ts'
import type { Admitted } from './admission.ts'
import { Outbox, type Sent } from './outbox.ts'
import { type Guest, reckoned } from './room.ts'
import type { Session } from './session.ts'

/** A channel, as a view that outlives it knows it. */
export interface Carrier {
  canTake(): boolean
  /** Writes a message to the browser. */
  write(message: Sent): void
  close(): void
  fail(): void
  patchPage(to: PatchTo): void
  /** The browser has come back by another socket, so that of this channel is dead. */
  supersede(): void
}

/** What a view is kept with. */
export interface ResumableOptions {
  readonly admission: Admitted
  readonly session: Session
  /** How long it outlives its connection, in milliseconds. */
  readonly ms: number
  /** Bytes of unacknowledged messages that are kept. */
  readonly outboxBytes: number
  /** The view that it stands in, and ends with. */
  readonly around: Resumable | undefined
  /** Tells of each token that is given, and of each that is good no more. */
  readonly tell: (token: string, isGood: boolean) => void
}

/**
 * A view as a browser has it that can take it up again after a lost connection. Messages are numbered, and kept until
 * they are acknowledged; what the browser sends twice is done once.
 */
export class Resumable implements Sink, Guest {
  readonly actor: Actor
  readonly options: ResumableOptions
  readonly #outbox: Outbox
  readonly #nested = new Set<Resumable>()
  #carrier: Carrier | undefined
  #received = 0
  #patch: PatchTo | undefined
  /** The token that was given last, after the one before it until the browser has shown that it has the last. */
  #tokens: readonly string[] = []
  #isOver = false
  #hasLeft = false
  #pageCharacters = 0

  constructor(actor: Actor, options: ResumableOptions) {
    this.actor = actor
    this.options = options
    this.#outbox = new Outbox(options.outboxBytes)
  }

  get name(): string {
    return this.actor.name
  }

  get id(): string {
    return this.actor.id
  }

  get hasEnded(): boolean {
    return this.actor.hasEnded
  }

  /** Whether it has ended of its own accord, and its browser may not have heard where that leads. */
  get isToTell(): boolean {
    return this.#hasLeft && !this.#outbox.isEmpty
  }

  /** Notes how many characters its page has in full. */
  weigh(pageCharacters: number): void {
    this.#pageCharacters = pageCharacters
  }

  /** What it is reckoned to take, in bytes. */
  get bytes(): number {
    return reckoned(1, this.#pageCharacters) + this.#outbox.bytes
  }

  /** The number of the last event that has come. */
  get received(): number {
    return this.#received
  }

  /** What the browser has missed after a number; undefined when that cannot be told any more. */
  since(number: number): readonly Sent[] | undefined {
    return this.#outbox.since(number)
  }

  /** A channel carries it from now on; gives the token to take it up by when that is lost. `by` is the one it came with. */
  carry(carrier: Carrier, by?: string): string {
    this.#carrier = carrier
    this.options.around?.shelter(this, true)
    const token = randomText(18)
    this.#give(by === undefined ? [token] : [by, token])
    this.actor.mounted?.live.effects.absence?.end()
    if (this.#patch) carrier.patchPage(this.#patch)
    this.#patch = undefined
    this.actor.changed()
    return token
  }

  /** The browser has its last token: the one before is good no more. */
  confirm(): void {
    if (this.#tokens.length > 1) this.#give(this.#tokens.slice(-1))
  }

  /** A nested view stands in it from now on, or no more. */
  shelter(child: Resumable, isThere: boolean): void {
    if (isThere) this.#nested.add(child)
    else this.#nested.delete(child)
  }

  /** Whether it can be taken up no more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** The socket of its channel is dead, though the server does not know it yet. */
  supersede(): void {
    this.#carrier?.supersede()
  }

  /** Its channel is gone. */
  release(carrier: Carrier, lingerMs: number): void {
    if (this.#carrier !== carrier) return
    this.#carrier = undefined
    this.actor.mounted?.live.effects.absence?.begin(lingerMs)
  }

  /** Whether an event is new; one that has come before is running, or has been answered. */
  take(ref: string): boolean {
    const number = Number(ref)
    if (!(number > this.#received)) return false
    this.#received = number
    return true
  }

  /** The browser has all messages up to a number. */
  acknowledge(number: unknown): void {
    if (Number.isInteger(number)) this.#outbox.acknowledge(number as number)
  }

  isThere(): boolean {
    return this.#carrier !== undefined
  }

  canTake(): boolean {
    return this.#carrier?.canTake() ?? false
  }

  reply(ref: string, response: string): void {
    this.#send({ ref, event: 'phx_reply', payload: `{"response":${response},"status":"ok"}` })
  }

  push(event: string, payload: string): void {
    this.#send(event === 'diff' ? payload : { ref: null, event, payload })
  }

  close(): void {
    this.#hasLeft = true
    this.#carrier?.close()
  }

  fail(): void {
    if (this.#carrier) this.#carrier.fail()
    else this.end()
  }

  patchPage(to: PatchTo): void {
    if (this.#carrier) this.#carrier.patchPage(to)
    else this.#patch = to
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#give([])
    this.options.around?.shelter(this, false)
    this.actor.end()
    for (const child of this.#nested) if (!child.isThere()) child.end()
  }

  #send(message: Sent): void {
    this.#outbox.record(message)
    this.#carrier?.write(message)
  }

  #give(tokens: readonly string[]): void {
    for (const token of this.#tokens) if (!tokens.includes(token)) this.options.tell(token, false)
    for (const token of tokens) if (!this.#tokens.includes(token)) this.options.tell(token, true)
    this.#tokens = tokens
  }
}
