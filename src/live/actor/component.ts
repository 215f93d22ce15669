import { LiveError } from '../kit/error.ts'
import { note } from '../kit/telemetry.ts'
import type { ComponentSlot, NodePrint } from '../render/print.ts'
import { render } from '../render/render.ts'
import { isSame } from '../render/row.ts'
import type { Scope } from '../render/scope.ts'
import type { Identified } from '../template/component-call.ts'
import { eventRef } from '../template/event.ts'
import type { MaybePromise } from '../view/live.ts'
import type { ComponentParts } from '../view/live-component.ts'
import type { Bindings, Schemas } from '../view/live-view.ts'
import { andThen } from './deadline.ts'
import type { Effects } from './effects.ts'
import { blaming } from './failure.ts'
import { type Host, LiveHandle } from './handle.ts'

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
  /** Whether it stands in a row that the server has forgotten: shown until the browser says otherwise. */
  isRow = false
  /** Whether the browser is about to remove it. */
  isLeaving = false
  readonly #host: Host
  readonly #effects: Effects
  #live: LiveHandle | undefined
  #input: Identified
  #isGiven = true

  constructor(cid: number, parts: ComponentParts, input: Identified, host: Host, effects: Effects) {
    this.cid = cid
    this.parts = parts
    this.name = host.name
    this.on = Object.freeze(
      Object.fromEntries(parts.events.map((event) => [event, eventRef(event, cid)])),
    ) as Bindings<Schemas>
    this.#input = input
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

  /** Takes what it is given; true when that is something new. */
  give(input: Identified): boolean {
    if (isSameInput(this.#input, input)) return false
    this.#input = input
    this.#isGiven = true
    return true
  }

  mount(): MaybePromise<void> {
    const { definition } = this.parts
    const mounted = this.blaming('mount', () => definition.mount(this.#input))
    return andThen(mounted, (assigns) => {
      const names = { ref: `c${this.cid}-`, dom: `${this.#input.id}-` }
      this.#live = new LiveHandle(this.#host, this.#effects, { ...assigns, ...this.#input }, names)
    })
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
    live.revoke()
    note('oriel:component.destroyed', () => ({ ...live.identity, component: this.#input.id }))
  }
}

function isSameInput(a: Identified, b: Identified): boolean {
  const names = Object.keys(a)
  return isSame(names, Object.keys(b)) && isSame(Object.values(a), Object.values(b))
}
