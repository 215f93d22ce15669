import type { Actor } from '../actor/actor.ts'
import { canShowAgain } from '../actor/again.ts'
import { type Entrance, fullPage } from '../actor/connect.ts'
import type { PatchTo } from '../actor/leave.ts'
import type { Mounted } from '../actor/load.ts'
import type { Sink } from '../actor/sink.ts'
import { randomText } from '../kit/random.ts'
import type { Redirect } from '../view/outcome.ts'
import type { Admitted } from './admission.ts'
import type { KeptView } from './kept-view.ts'
import { type Missed, Outbox, type Sent } from './outbox.ts'
import { type Guest, reckoned } from './room.ts'
import type { Session } from './session.ts'

/** What a view shows at first, in full. */
export interface Begun {
  readonly page: string
  readonly mounted: Mounted
  readonly isNavigation: boolean
}

/** What its first join is answered with; where it leads; or nothing when the view has ended meanwhile. */
export type Beginning = Promise<Begun | Redirect | undefined>

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
  /** The view as its page has left it, with those nested in it that wait for their joins. */
  readonly kept: KeptView | undefined
  /** Tells of each token that is given, and of each that is good no more. */
  readonly tell: (token: string, isGood: boolean) => void
  /** The browser has the answer to its first join, or will never have it. */
  readonly onAnswered: () => void
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
  /** What its first join is answered with, until the browser has shown that it has that. */
  #beginning: Beginning | undefined
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
    this.#outbox = new Outbox(options.outboxBytes, () => canShowAgain(actor.stage))
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
  since(number: number): Missed | undefined {
    return this.#outbox.since(number)
  }

  /** The page in full, in place of all changes that the browser has missed; undefined once the view has ended. */
  async renew(): Promise<Entrance> {
    const page = await this.actor.attach(this, fullPage)
    this.#outbox.strip()
    return page
  }

  /** What its first join is answered with; undefined once the browser has shown that it has that. */
  get beginning(): Beginning | undefined {
    return this.#beginning
  }

  /** A join of it is being answered: the first one, with what is given. */
  arrive(carrier: Carrier, beginning = this.#beginning): void {
    this.#carrier = carrier
    this.#beginning = beginning
    this.options.around?.shelter(this, true)
  }

  /** A channel carries it from now on; gives the token to take it up by when that is lost. `by` is the one it came with. */
  carry(carrier: Carrier, by?: string): string {
    this.arrive(carrier)
    const token = randomText(18)
    this.#give(by === undefined ? [token] : [by, token])
    this.actor.mounted?.live.effects.absence?.end()
    if (this.#patch) carrier.patchPage(this.#patch)
    this.#patch = undefined
    this.actor.changed()
    return token
  }

  /** The browser has the answer to its last join: the token before the one in it is good no more. */
  confirm(): void {
    this.#forgetBeginning()
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

  /** Its channel is gone; false where another one carries it. */
  release(carrier: Carrier, lingerMs: number): boolean {
    if (this.#carrier && this.#carrier !== carrier) return false
    this.#carrier = undefined
    this.actor.mounted?.live.effects.absence?.begin(lingerMs)
    return true
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

  reply(ref: string, response: string, isRefused = false): void {
    const status = isRefused ? 'error' : 'ok'
    this.#send({ ref, event: 'phx_reply', payload: `{"response":${response},"status":"${status}"}` })
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
    this.#forgetBeginning()
    this.options.kept?.endNested()
    this.options.around?.shelter(this, false)
    this.actor.end()
    for (const child of this.#nested) if (!child.isThere()) child.end()
  }

  #forgetBeginning(): void {
    if (this.#beginning) this.options.onAnswered()
    this.#beginning = undefined
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
