import { LiveError } from '../kit/error.ts'
import { note } from '../kit/telemetry.ts'
import type { ComponentSlot, NodePrint } from '../render/print.ts'
import { render } from '../render/render.ts'
import type { Scope } from '../render/scope.ts'
import type { Identified } from '../template/component-call.ts'
import { eventRef } from '../template/event.ts'
import type { MaybePromise } from '../view/live.ts'
import type { ComponentParts } from '../view/live-component.ts'
import type { Bindings, Schemas } from '../view/live-view.ts'
import { andThen } from './deadline.ts'
import type { Effects } from './effects.ts'
import { blaming } from './failure.ts'
import { LiveHandle } from './handle.ts'
import type { Host } from './host.ts'
import { allowUploads } from './uploading.ts'

/** One running live component of a view. */
export class Component implements ComponentSlot {
  readonly cid: number
  readonly parts: ComponentParts
  readonly name: string
  readonly on: Bindings<Schemas>
  /** What it shows; undefined until it is rendered, and while it is not shown. */
  print: NodePrint | undefined
  /** What the browser has of it; undefined while it has to be told in full. */
  sent: NodePrint | undefined
  /** Whether it stands in what was rendered last. */
  isShown = false
  /** The view or component in whose row it stands, which the server forgets: shown until the browser says otherwise. */
  row: object | undefined
  /** Whether the browser is about to remove it. */
  isLeaving = false
  /** Whether the browser may have lost what it shows: when it is called again, it is told in full. */
  isUnsure = false
  /** Whether it stands in a row of a stream, or in a component that does. */
  isInRow = false
  readonly #host: Host
  readonly #effects: Effects
  #live: LiveHandle | undefined
  #isConnected = false
  /** What it was given where it was called last. */
  #called: Identified
  /** The same, and what it was given beside. */
  #input: Identified
  #isGiven = true

  constructor(cid: number, parts: ComponentParts, input: Identified, host: Host, effects: Effects) {
    this.cid = cid
    this.parts = parts
    this.name = host.name
    this.on = Object.freeze(
      Object.fromEntries(parts.events.map((event) => [event, eventRef(event, cid)])),
    ) as Bindings<Schemas>
    this.#called = this.#input = input
    this.#host = host
    this.#effects = effects
  }

  /** Its handle; undefined until it is mounted. */
  get live(): LiveHandle | undefined {
    return this.#live
  }

  get input(): Identified {
    return this.#input
  }

  /** Whether it was given something that its `update` has not seen. */
  get isGiven(): boolean {
    return this.#isGiven
  }

  /** Whether the browser has to be told of it. */
  get hasChanged(): boolean {
    return this.print !== this.sent
  }

  /** Takes what it is given where it is called; true when that is something else than the last time. */
  call(input: Identified): boolean {
    const changes = changesOf(this.#called, input)
    this.#called = input
    return this.give(changes)
  }

  /** Takes something beside what it has, until it is called with something else; true when that is something new. */
  give(changes: object): boolean {
    const input = { ...this.#input, ...changes }
    if (Object.keys(changesOf(this.#input, input)).length === 0) return false
    this.#input = input
    this.#isGiven = true
    return true
  }

  /** Whether it has been mounted, and where a browser is there, connected, too. */
  get hasBegun(): boolean {
    return this.#live !== undefined && this.#isConnected === this.#host.isConnected
  }

  /** Makes its assigns once, and connects it once a browser is there. */
  begin(): MaybePromise<unknown> {
    return andThen(this.#live ?? this.#mount(), (live) => {
      this.#isConnected = this.#host.isConnected
      if (!this.#isConnected) return undefined
      return this.blaming('connect', () => this.parts.definition.connect?.(live as never))
    })
  }

  #mount(): MaybePromise<LiveHandle> {
    const mounted = this.blaming('mount', () => this.parts.definition.mount(this.#input))
    return andThen(mounted, (assigns) => {
      const names = { ref: `c${this.cid}-`, dom: `${this.#input.id}-` }
      const live = new LiveHandle(this.#host, this.#effects, { ...assigns, ...this.#input }, names)
      this.#live = live
      const { uploads } = this.parts.definition
      const declared = typeof uploads === 'function' ? uploads(this.#input) : uploads
      if (declared) allowUploads(live, declared, this.#host, this.cid)
      return live
    })
  }

  /** The browser has nothing of it: it is shown once it is called again. */
  forget(): void {
    this.print = this.sent = this.row = undefined
    this.isShown = this.isLeaving = this.isUnsure = this.isInRow = false
  }

  /** Puts what it was given among its assigns. */
  receive(): LiveHandle {
    this.#isGiven = false
    const live = this.#live!
    live.assign(this.#input)
    return live
  }

  /** Runs a callback of the component; what it throws is noted as its own. */
  blaming<T>(callback: string, run: () => MaybePromise<T>): MaybePromise<T> {
    return blaming(() => ({ where: `${callback} of ${this.name}`, assigns: this.#live?.assigns }), run)
  }

  render(scope: Scope): void {
    this.blaming('render', () => this.#render(scope))
  }

  #render(scope: Scope): void {
    const live = this.#live!
    const template = this.parts.definition.render(live.assigns as never, this.on)
    this.print = render(template, this.print, scope)
    live.markRendered()
    if (this.print.shape.root) return
    throw new LiveError(
      'bad_definition',
      `${this.name} renders something else than one element. Put an element around it.`,
    )
  }

  end(): void {
    const live = this.#live
    if (!live) return
    live.end()
    note('oriel:component.destroyed', () => ({ ...live.identity, component: this.#input.id }))
  }
}

/** What one input has otherwise than the one before; what is missing is undefined. */
function changesOf(before: object, after: object): object {
  const [old, now] = [before, after] as Readonly<Record<string, unknown>>[]
  const names = Object.keys({ ...old, ...now }).filter((name) => !Object.is(old![name], now![name]))
  return Object.fromEntries(names.map((name) => [name, now![name]]))
}
