import { randomUUID } from 'node:crypto'
import type { Topic } from '../bus/topic.ts'
import { LiveError } from '../kit/error.ts'
import type { Path } from '../template/path.ts'
import { Stream } from '../template/stream.ts'
import type { Live, MaybePromise } from '../view/live.ts'
import { type Flash, type FlashKind, Redirect, redirect } from '../view/outcome.ts'
import type { PushedEvent } from '../wire/tree.ts'
import type { PatchTo } from './leave.ts'

/** What a handle needs of its view. */
export interface Host {
  readonly id: string
  /** Name of the view in errors. */
  readonly name: string
  /** Something has changed that a browser should see. */
  changed(): void
  /** Runs a callback as a turn of its own. */
  enqueue(what: string, run: () => MaybePromise<unknown>): void
  subscribe<M>(topic: Topic<M>, listener: (message: M) => void): () => void
}

/** The live handle: assigns and effects of one view, until it is revoked. */
export class LiveHandle implements Live<object> {
  readonly #host: Host
  readonly #endings = new Set<() => void>()
  #assigns: object = {}
  #flash: Flash
  #events: readonly PushedEvent[] = []
  #leaving: Redirect | undefined
  #patching: PatchTo | undefined
  readonly #streams = new Map<string, Stream<object>>()
  #isDirty = true
  #isRevoked = false
  #controller: AbortController | undefined
  #isInEvent = false
  #eventId: string | undefined

  constructor(host: Host, assigns: object, flash: Flash) {
    this.#host = host
    this.#flash = flash
    this.assign(assigns)
  }

  get id(): string {
    return this.#host.id
  }

  get assigns(): object {
    return this.#assigns
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#isRevoked) this.#controller.abort()
    return this.#controller.signal
  }

  get eventId(): string {
    if (!this.#isInEvent) return randomUUID()
    this.#eventId ??= randomUUID()
    return this.#eventId
  }

  assign(changes: object): void {
    this.#check()
    const known = this.#assigns as Readonly<Record<string, unknown>>
    const changed = Object.entries(changes).filter(([key, value]) => !Object.is(known[key], value))
    if (changed.length === 0) return
    for (const [name, value] of changed) if (value instanceof Stream) this.#own(name, value)
    this.#assigns = Object.freeze({ ...known, ...Object.fromEntries(changed) })
    this.#touch()
  }

  flash(kind: FlashKind, message: string): void {
    this.#check()
    this.#flash = { ...this.#flash, [kind]: message }
    this.#touch()
  }

  clearFlash(kind?: FlashKind): void {
    this.#check()
    if (Object.keys(this.#flash).length === 0) return
    const { [kind ?? 'info']: _, ...rest } = this.#flash
    this.#flash = kind ? rest : {}
    this.#touch()
  }

  push(event: string, payload: object = {}): void {
    this.#check()
    this.#events = [...this.#events, [event, payload]]
    this.#host.changed()
  }

  navigate(to: Path, options: { readonly replace?: boolean } = {}): void {
    this.#leave(new Redirect('navigate', to.href, options.replace))
  }

  patch(to: Path, options: { readonly replace?: boolean } = {}): void {
    this.#check()
    this.#patching = { to: to.href, replace: options.replace ?? false }
    this.#host.changed()
  }

  redirect(url: string): void {
    this.#leave(redirect(url))
  }

  subscribe<M>(topic: Topic<M>, handler: (message: M) => MaybePromise<void>): () => void {
    this.#check()
    const what = `the subscriber of ${topic.name}`
    const undo = this.#host.subscribe(topic, (message) => this.#host.enqueue(what, () => handler(message)))
    return this.#untilEnd(undo)
  }

  after(ms: number, callback: () => MaybePromise<void>): () => void {
    this.#check()
    const timer = setTimeout(() => {
      cancel()
      this.#host.enqueue('a timer', callback)
    }, ms)
    const cancel = this.#untilEnd(() => clearTimeout(timer))
    return cancel
  }

  every(ms: number, callback: () => MaybePromise<void>): () => void {
    this.#check()
    const timer = setInterval(() => this.#host.enqueue('an interval', callback), ms)
    return this.#untilEnd(() => clearInterval(timer))
  }

  onEnd(callback: () => void): void {
    if (this.#isRevoked) callback()
    else this.#endings.add(callback)
  }

  get currentFlash(): Flash {
    return this.#flash
  }

  /** Whether there is something that the browser should see. */
  get isDirty(): boolean {
    return this.#isDirty || this.#events.length > 0
  }

  /** Whether the view goes elsewhere, which waits for nothing. */
  get isGoing(): boolean {
    return this.#leaving !== undefined || this.#patching !== undefined
  }

  /** How many stream changes and pushed events wait for the browser. */
  get backlog(): { readonly rows: number; readonly events: number } {
    const rows = Math.max(0, ...[...this.#streams.values()].map((stream) => stream.pending))
    return { rows, events: this.#events.length }
  }

  beginEvent(): void {
    this.#isInEvent = true
    this.#eventId = undefined
  }

  endEvent(): void {
    this.#isInEvent = false
  }

  /** Says that all assigns have been rendered. */
  markRendered(): void {
    this.#isDirty = false
  }

  takeLeave(): Redirect | undefined {
    const leaving = this.#leaving
    this.#leaving = undefined
    return leaving
  }

  takePatch(): PatchTo | undefined {
    const patching = this.#patching
    this.#patching = undefined
    return patching
  }

  takeEvents(): readonly PushedEvent[] {
    const events = this.#events
    if (events.length > 0) this.#events = []
    return events
  }

  /** Ends the handle: everything that it started stops, every later use throws. */
  revoke(): void {
    if (this.#isRevoked) return
    this.#isRevoked = true
    this.#controller?.abort()
    for (const ending of this.#endings) ending()
    this.#endings.clear()
  }

  #leave(leaving: Redirect): void {
    this.#check()
    this.#leaving = leaving
    this.#host.changed()
  }

  #own(name: string, stream: Stream<object>): void {
    if ([...this.#streams.values()].includes(stream)) return
    const known = [...this.#streams.keys()].indexOf(name)
    const ref = known < 0 ? this.#streams.size : known
    stream.bind(name, ref, () => this.#touch(), known >= 0)
    this.#streams.set(name, stream)
  }

  #touch(): void {
    this.#isDirty = true
    this.#host.changed()
  }

  #untilEnd(undo: () => void): () => void {
    const once = () => {
      if (this.#endings.delete(once)) undo()
    }
    this.#endings.add(once)
    return once
  }

  #check(): void {
    if (!this.#isRevoked) return
    throw new LiveError(
      'live_ended',
      `The live handle of ${this.#host.name} was used after the view had ended.`,
    )
  }
}
