import { type ComponentChanges, NO_CHANGES } from '../render/encode-components.ts'
import { type ChildSlot, eachSlot, type NodePrint } from '../render/print.ts'
import type { Scope } from '../render/scope.ts'
import type { ChildCall } from '../template/child-call.ts'
import type { ComponentCall } from '../template/component-call.ts'
import type { MaybePromise } from '../view/live.ts'
import { Children } from './children.ts'
import { Claims } from './claims.ts'
import type { Component } from './component.ts'
import { Components } from './components.ts'
import type { Effects } from './effects.ts'
import type { Hooked } from './hooks.ts'
import type { Host } from './host.ts'
import type { Origin } from './origin.ts'
import type { Services } from './services.ts'

interface Made {
  readonly claims: Claims
  readonly components: Components
  readonly children: Children
}

/** The live components and nested views of a view. A view that never shows one keeps nothing for them. */
export class Residents {
  readonly #host: Host
  readonly #effects: Effects
  readonly #origin: Origin
  readonly #containerOf: Services['containerOf']
  #made: Made | undefined

  /** `containerOf` makes the empty element that a browser joins a nested view at. */
  constructor(host: Host, effects: Effects, origin: Origin, containerOf: Services['containerOf']) {
    this.#host = host
    this.#effects = effects
    this.#origin = origin
    this.#containerOf = containerOf
  }

  /** Whether the view has never shown any. */
  get isNobody(): boolean {
    return !this.#made
  }

  get components(): Components | undefined {
    return this.#made?.components
  }

  get children(): Children | undefined {
    return this.#made?.children
  }

  /** The view is about to be rendered. */
  begin(): void {
    this.#made?.claims.clear()
  }

  /** Where the view itself, or one of the components, is rendered. */
  scope(caller: object): Scope {
    this.#made?.claims.begin(caller)
    return new Place(this, caller)
  }

  /** Updates and renders the components that are due. */
  settle(): MaybePromise<void> {
    return this.#made?.components.settle()
  }

  /** What of the components the messages have to carry, layer by layer, for a page that showed `before`. */
  changes(before: NodePrint | undefined, root: NodePrint): readonly ComponentChanges[] {
    if (!this.#made) return [NO_CHANGES]
    const { components, children } = this.#made
    const changes = components.changes(before, root)
    children.keep(childrenIn([root, ...components.shown.flatMap(({ print }) => print ?? [])]))
    return changes
  }

  /** Says that the browser has been sent everything. */
  keep(): void {
    this.#made?.components.keep()
  }

  /** Begins anew for a browser that has nothing: what was shown before has to be called again. */
  restart(): void {
    this.#made?.components.restart()
    this.#made?.children.restart()
  }

  /** Ends the components that the browser has not been told of. */
  endUntold(): void {
    this.#made?.components.endUntold()
  }

  takeHooked(): readonly Hooked[] {
    return this.#made?.components.takeHooked() ?? []
  }

  end(): void {
    this.#made?.components.end()
  }

  /** The component that a template of `caller` calls. */
  component(caller: object, call: ComponentCall, isRow: boolean): Component {
    const { claims, components } = this.#all()
    return claims.claim(caller, components.call(caller, call, isRow))
  }

  /** The nested view that a template of `caller` calls. */
  child(caller: object, call: ChildCall, isRow: boolean): ChildSlot {
    const { claims, children } = this.#all()
    return claims.claim(caller, children.call(call, isRow))
  }

  #all(): Made {
    if (this.#made) return this.#made
    const claims = new Claims()
    const components = new Components(this.#host, this.#effects, claims, (caller) => this.scope(caller))
    const children = new Children(this.#origin, this.#containerOf)
    this.#made = { claims, components, children }
    return this.#made
  }
}

/** The nested views that stand in some prints. */
function childrenIn(prints: readonly NodePrint[]): ReadonlySet<ChildSlot> {
  const children = new Set<ChildSlot>()
  for (const print of prints) eachSlot(print, (place) => place.kind === 'child' && children.add(place.slot))
  return children
}

/** Where a template is rendered: what it calls is asked for on behalf of its caller. */
class Place implements Scope {
  readonly #residents: Residents
  readonly #caller: object

  constructor(residents: Residents, caller: object) {
    this.#residents = residents
    this.#caller = caller
  }

  component(call: ComponentCall, isRow: boolean): Component {
    return this.#residents.component(this.#caller, call, isRow)
  }

  child(call: ChildCall, isRow: boolean): ChildSlot {
    return this.#residents.child(this.#caller, call, isRow)
  }
}
