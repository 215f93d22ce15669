import { randomUUID } from 'node:crypto'
import type { Topic } from '../bus/topic.ts'
import { LiveError } from '../kit/error.ts'
import type { Path } from '../template/path.ts'
import { Stream } from '../template/stream.ts'
import { type AsyncResult, loading, type Outcome, settled } from '../view/async.ts'
import type { Live, MaybePromise } from '../view/live.ts'
import { type Flash, type FlashKind, Redirect, redirect } from '../view/outcome.ts'
import type { PushedEvent } from '../wire/tree.ts'
import { Endings } from './endings.ts'
import type { PatchTo } from './leave.ts'
import { OwnedStreams } from './owned-streams.ts'
import { Tasks } from './tasks.ts'

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
  readonly #endings = new Endings()
  #tasks: Tasks | undefined
  #assigns: object = {}
  #flash: Flash
  #events: readonly PushedEvent[] = []
  #leaving: Redirect | undefined
  #patching: PatchTo | undefined
  readonly #streams = new OwnedStreams(() => this.#touch())
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
    for (const [name, value] of changed) if (value instanceof Stream) this.#streams.own(name, value)
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
    return this.#endings.add(undo)
  }

  after(ms: number, callback: () => MaybePromise<void>): () => void {
    this.#check()
    const timer = setTimeout(() => {
      cancel()
      this.#host.enqueue('a timer', callback)
    }, ms)
    const cancel = this.#endings.add(() => clearTimeout(timer))
    return cancel
  }

  every(ms: number, callback: () => MaybePromise<void>): () => void {
    this.#check()
    const timer = setInterval(() => this.#host.enqueue('an interval', callback), ms)
    return this.#endings.add(() => clearInterval(timer))
  }

  startAsync<T>(
    name: string,
    task: (signal: AbortSignal) => Promise<T>,
    handle: (outcome: Outcome<T>) => MaybePromise<void>,
  ): void {
    this.#check()
    this.#tasks ??= new Tasks((what, run) => this.#host.enqueue(what, run))
    this.#tasks.start(name, task, handle)
  }

  cancelAsync(name: string): void {
    this.#check()
    this.#tasks?.cancel(name)
  }

  assignAsync<T>(
    key: string,
    task: (signal: AbortSignal) => Promise<T>,
    { reset = false }: { readonly reset?: boolean } = {},
  ): void {
    const result = () => (this.#assigns as Readonly<Record<string, AsyncResult<T>>>)[key]!
    this.assign({ [key]: loading(reset ? undefined : result().value) })
    this.startAsync(key, task, (outcome) => this.assign({ [key]: settled(result(), outcome) }))
  }

  /** Whether a task is on its way. */
  get isAwaiting(): boolean {
    return this.#tasks?.isRunning ?? false
  }

  onEnd(callback: () => void): void {
    this.#endings.add(callback)
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
    return { rows: this.#streams.pending, events: this.#events.length }
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
    this.#tasks?.end()
    this.#endings.end()
  }

  #leave(leaving: Redirect): void {
    this.#check()
    this.#leaving = leaving
    this.#host.changed()
  }

  #touch(): void {
    this.#isDirty = true
    this.#host.changed()
  }

  #check(): void {
    if (!this.#isRevoked) return
    throw new LiveError(
      'live_ended',
      `The live handle of ${this.#host.name} was used after the view had ended.`,
    )
  }
}
