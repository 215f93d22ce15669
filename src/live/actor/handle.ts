import type { Topic } from '../bus/topic.ts'
import { LiveError } from '../kit/error.ts'
import type { Identified, LiveComponent } from '../template/component-call.ts'
import type { Path } from '../template/path.ts'
import { Stream } from '../template/stream.ts'
import { type Chosen, type Uploads, type Use, withoutUploads } from '../upload/uploads.ts'
import type { Outcome, Task } from '../view/async.ts'
import type { HookStage } from '../view/hooks.ts'
import type { Live, MaybePromise, Navigation, PushOptions } from '../view/live.ts'
import { type FlashKind, Redirect, type RedirectOptions, redirect } from '../view/outcome.ts'
import { assigned } from './assigned.ts'
import type { Effects } from './effects.ts'
import { Endings } from './endings.ts'
import { type HookCallback, type Hooked, Hooks } from './hooks.ts'
import type { Host } from './host.ts'
import { loadAssign, loadRows, type StreamOptions } from './loading.ts'
import { OwnedStreams, type StreamNames } from './owned-streams.ts'
import { Tasks } from './tasks.ts'

/** The live handle of a view or a component: its assigns, and all that it starts, until it is revoked. */
export class LiveHandle implements Live<object>, Hooked {
  /** What is asked for on behalf of the whole view. */
  readonly effects: Effects
  /** The uploads that it has; undefined where none are declared. */
  uploads: Uploads | undefined
  readonly #host: Host
  readonly #endings = new Endings()
  #tasks: Tasks | undefined
  hooks: Hooks | undefined
  #assigns: object = {}
  readonly #names: StreamNames | undefined
  #streams: OwnedStreams | undefined
  #hasAssigned = true
  #isRevoked = false
  #controller: AbortController | undefined

  constructor(host: Host, effects: Effects, assigns: object, streams?: StreamNames) {
    this.#host = host
    this.effects = effects
    this.#names = streams
    this.assign(assigns)
  }

  get id(): string {
    return this.#host.id
  }

  /** What telemetry calls it. */
  get identity(): { readonly view: string; readonly id: string } {
    const { id, name, view = name } = this.#host
    return { view, id }
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
    return this.effects.eventId
  }

  get navigation(): Navigation {
    return this.effects.navigation
  }

  assign(changes: object): void {
    this.#check()
    const assigns = assigned(this.#assigns, changes, (name, value) => this.#own(name, value))
    if (assigns === this.#assigns) return
    this.#assigns = assigns
    this.#hasAssigned = true
    this.#host.changed()
  }

  flash(kind: FlashKind, message: string): void {
    this.#check()
    this.effects.setFlash(kind, message)
  }

  clearFlash(kind?: FlashKind): void {
    this.#check()
    this.effects.clearFlash(kind)
  }

  push(event: string, payload: object = {}, { dispatch }: PushOptions = {}): void {
    this.#check()
    this.effects.push(dispatch === 'before' ? [event, payload, true] : [event, payload])
  }

  navigate(to: Path, options: { readonly replace?: boolean } = {}): void {
    this.#leave(new Redirect('navigate', to.href, options))
  }

  patch(to: Path, options: { readonly replace?: boolean } = {}): void {
    this.#check()
    this.effects.patch({ to: to.href, replace: options.replace ?? false })
  }

  redirect(url: string, options?: RedirectOptions): void {
    this.#leave(redirect(url, options))
  }

  subscribe<M>(topic: Topic<M>, handler: (message: M) => MaybePromise<void>): () => void {
    this.#check()
    const what = `the subscriber of ${topic.name}`
    const hear = (message: M) => this.#host.enqueue(what, () => handler(message), 'later')
    const undo = this.#host.subscribe(topic, hear)
    return this.#endings.add(undo)
  }

  send(callback: () => MaybePromise<void>): void {
    this.#check()
    this.#host.enqueue('a message to itself', () => (this.#isRevoked ? undefined : callback()))
  }

  sendUpdate<I extends object>({ parts }: LiveComponent<I>, input: Partial<Readonly<I>> & Identified): void {
    this.#check()
    this.#host.give(parts, input)
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

  startAsync<T>(name: string, task: Task<T>, handle: (outcome: Outcome<T>) => MaybePromise<void>): void {
    this.#check()
    this.#tasks ??= new Tasks(this, (what, run) => this.#host.enqueue(what, run))
    this.#tasks.start(name, task, handle)
  }

  cancelAsync(name: string): void {
    this.#check()
    this.#tasks?.cancel(name)
  }

  assignAsync<T>(key: string, task: Task<T>, options?: { readonly reset?: boolean }): void {
    loadAssign(this, key, task, options)
  }

  streamAsync<T extends object>(key: string, task: Task<readonly T[]>, how: StreamOptions): void {
    loadRows(this, key, task, how)
  }

  consumeUploads<R>(name: string, use: Use<R>, only?: Chosen): Promise<readonly R[]> {
    return this.#declaredUploads.consume(name, use, only)
  }

  cancelUpload(name: string, ref?: string): void {
    this.#declaredUploads.cancel(name, ref)
  }

  allowUpload(name: string, isAllowed: boolean): void {
    this.#declaredUploads.allow(name, isAllowed)
  }

  attachHook(stage: HookStage, callback: HookCallback): () => void {
    this.#check()
    this.hooks ??= new Hooks()
    return this.#endings.add(this.hooks.add(stage, callback))
  }

  get hasEnded(): boolean {
    return this.#isRevoked
  }

  /** Whether a task is on its way. */
  get isAwaiting(): boolean {
    return this.#tasks?.isRunning ?? false
  }

  onEnd(callback: () => void): void {
    this.#endings.add(callback)
  }

  onAway(go: () => void, come: () => void): void {
    this.#endings.add(this.effects.onAway(go, come))
  }

  /** Whether assigns have changed that a browser should see, or something waits in a stream. */
  get isDirty(): boolean {
    return this.#hasAssigned || this.#streams?.hasChanged === true
  }

  /** Whether assigns are others than those that were rendered last. */
  get hasAssigned(): boolean {
    return this.#hasAssigned
  }

  /** How many stream changes wait for the browser; undefined where there are no streams. */
  get pendingRows(): number | undefined {
    return this.#streams?.pending
  }

  /** Says that all assigns have been rendered. */
  markRendered(): void {
    this.#hasAssigned = false
    this.#streams?.markRendered()
  }

  /** Ends the handle: everything that it started stops, every later use throws. */
  end(): void {
    if (this.#isRevoked) return
    this.#isRevoked = true
    this.#controller?.abort()
    this.#tasks?.end()
    this.#endings.end()
  }

  get #declaredUploads(): Uploads {
    this.#check()
    return this.uploads ?? withoutUploads(this.#host.name)
  }

  #own(name: string, value: unknown): void {
    if (!(value instanceof Stream)) return
    this.#streams ??= new OwnedStreams(this.#host, this.#names)
    this.#streams.own(name, value)
  }

  #leave(leaving: Redirect): void {
    this.#check()
    this.effects.leave(leaving)
  }

  #check(): void {
    if (!this.#isRevoked) return
    throw new LiveError(
      'live_ended',
      `The live handle of ${this.#host.name} was used after the view had ended.`,
    )
  }
}
