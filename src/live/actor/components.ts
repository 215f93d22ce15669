import { LiveError } from '../kit/error.ts'
import { diffPrint } from '../render/diff.ts'
import { type ComponentChanges, NO_CHANGES } from '../render/encode-components.ts'
import { forgetStreams } from '../render/forget.ts'
import type { NodePrint } from '../render/print.ts'
import type { Scope } from '../render/scope.ts'
import type { ComponentCall, Identified } from '../template/component-call.ts'
import { letGo } from '../template/temporary.ts'
import type { MaybePromise } from '../view/live.ts'
import type { ComponentParts } from '../view/live-component.ts'
import type { Claims } from './claims.ts'
import { Component } from './component.ts'
import { update } from './component-updates.ts'
import { all, andThen } from './deadline.ts'
import type { Effects } from './effects.ts'
import type { LiveHandle } from './handle.ts'
import type { Hooked } from './hooks.ts'
import type { Host } from './host.ts'
import { type Layer, layersOf } from './layers.ts'

/** Whether the caller stands in a row and is told in full. */
const isToldInRow = (caller: object): boolean =>
  caller instanceof Component && caller.isInRow && caller.sent === undefined

/** How deep components may stand in each other, and how often they may give each other something in one render. */
const ROUNDS = 100

/** The live components of one view: by number, and by definition and id. */
export class Components {
  readonly #host: Host
  readonly #effects: Effects
  readonly #byCid = new Map<number, Component>()
  readonly #byId = new Map<object, Map<string | number, Component>>()
  readonly #due = new Set<Component>()
  readonly #claims: Claims
  readonly #scopeOf: (caller: object) => Scope
  #hooked: readonly Hooked[] = []
  /** What the view itself showed last. */
  #root: NodePrint | undefined
  #count = 0

  /** `claims` knows who is called in this rendering; `scopeOf` is where a component is rendered. */
  constructor(host: Host, effects: Effects, claims: Claims, scopeOf: (caller: object) => Scope) {
    this.#host = host
    this.#effects = effects
    this.#claims = claims
    this.#scopeOf = scopeOf
  }

  /** Whether a component that is shown has something new to show. */
  get isDue(): boolean {
    return [...this.#due].some(({ isShown }) => isShown)
  }

  get isAwaiting(): boolean {
    return this.handles.some(({ isAwaiting }) => isAwaiting)
  }

  /** What they have. */
  get handles(): readonly LiveHandle[] {
    return [...this.#byCid.values()].flatMap(({ live }) => live ?? [])
  }

  find(cid: number): Component | undefined {
    return this.#byCid.get(cid)
  }

  /** Gives a component something new beside what it has. */
  give(parts: object, input: Identified): void {
    const known = this.#byId.get(parts)?.get(input.id)
    if (known?.give(input)) this.#touch(known)
  }

  /** Those that stand in what was rendered last. */
  get shown(): readonly Component[] {
    return [...this.#byCid.values()].filter(({ isShown }) => isShown)
  }

  /** Updates and renders all that is due, and what these call in turn. */
  settle(rounds = 0): MaybePromise<void> {
    const due = [...this.#due].filter((each) => each.isShown || this.#claims.has(each))
    if (due.length === 0) return
    if (rounds === ROUNDS) throw endless(this.#host.name, due)
    return andThen(this.#update(due), () => {
      for (const component of due) {
        // Another one's update may have given it something meanwhile.
        if (!component.isGiven) this.#due.delete(component)
        component.render(this.#scopeOf(component))
        if (component.live?.hooks) this.#hooked = [...this.#hooked, component.live]
      }
      return this.settle(rounds + 1)
    })
  }

  /** Those that have been rendered since this was asked last, and have hooks. */
  takeHooked(): readonly Hooked[] {
    const hooked = this.#hooked
    if (hooked.length > 0) this.#hooked = []
    return hooked
  }

  /** What of them the messages have to carry, layer by layer, for a page that showed `before`. */
  changes(before: NodePrint | undefined, root: NodePrint): readonly ComponentChanges[] {
    this.#root = root
    if (this.#byCid.size === 0) return [NO_CHANGES]
    const isWhole = before?.shape !== root.shape
    if (isWhole) for (const component of this.#byCid.values()) component.sent = undefined
    const layers = this.#layers(isWhole || diffPrint(before, root, new Set()) !== '', () => true)
    const shown = layers.flatMap(({ standing }) => standing)
    for (const component of this.#byCid.values()) component.isShown = false
    for (const component of shown) component.isShown = true
    if (isWhole) for (const { standing } of layers.slice(1)) for (const each of standing) each.isUnsure = true
    return layers.map(({ standing, named }) => {
      const some = standing.filter((component) => component.hasChanged || named.has(component))
      const all = [...some, ...modelsFor(some, shown)]
      return { changes: all.map(({ cid, sent, print }) => ({ cid, before: sent, after: print! })), named }
    })
  }

  /** Says that the browser has been sent everything. */
  keep(): void {
    for (const component of this.#byCid.values()) {
      if (!component.isShown) component.print = undefined
      else if (component.print !== component.sent) {
        forgetStreams(component.print!)
        letGo(component.live!.assigns)
      }
      component.sent = component.print
    }
  }

  /**
   * The browser is about to remove components. It may speak of a page that has gone by: one that is shown again
   * meanwhile stays.
   */
  leaving(cids: readonly number[]): void {
    const named = cids.flatMap((cid) => this.#byCid.get(cid) ?? [])
    // Only the browser knows of rows, so it is believed there, and what stands in them goes along.
    for (const component of named) component.isLeaving = component.row !== undefined
    const layers = this.#layers(false, ({ isLeaving }) => !isLeaving)
    const staying = new Set(layers.flatMap(({ standing }) => standing))
    for (const component of named) component.isLeaving = component.isUnsure = !staying.has(component)
  }

  /** The browser has removed components; gives those that end with that. */
  left(cids: readonly number[]): readonly number[] {
    const gone = cids.filter((cid) => this.#byCid.get(cid)?.isLeaving)
    for (const cid of gone) this.#end(this.#byCid.get(cid)!)
    return gone
  }

  /** Begins anew for a browser that has nothing: only what is called again is shown. */
  restart(): void {
    for (const component of this.#byCid.values()) component.forget()
  }

  /** Ends those that the browser has not been told of, and so will never remove. */
  endUntold(): void {
    for (const component of [...this.#byCid.values()]) if (!component.isShown) this.#end(component)
  }

  end(): void {
    for (const component of [...this.#byCid.values()]) this.#end(component)
  }

  /** The component that a template calls; a new one is due. */
  call(caller: object, { parts, input }: ComponentCall, isRow: boolean): Component {
    const known = this.#byId.get(parts)?.get(input.id)
    const component = known ?? this.#add(parts as ComponentParts, input)
    // Only the browser knows whether a row has come, and what goes with it: what stands in one is told in full again.
    if (component.isUnsure || component.row || isToldInRow(caller))
      component.print = component.sent = undefined
    component.isLeaving = component.isUnsure = false
    component.row = isRow ? caller : undefined
    component.isInRow = isRow || (caller instanceof Component && caller.isInRow)
    if (component.call(input) || !component.print) this.#due.add(component)
    return component
  }

  #add(parts: ComponentParts, input: Identified): Component {
    const cid = ++this.#count
    const view = this.#host
    const host: Host = {
      id: `${view.id}.${cid}`,
      name: `the component ${JSON.stringify(input.id)} of ${view.name}`,
      view: view.name,
      get uploading() {
        return view.uploading
      },
      get isConnected() {
        return view.isConnected
      },
      changed: () => this.#touch(component),
      enqueue: (what, run, due) => view.enqueue(what, run, due),
      subscribe: (topic, listener) => view.subscribe(topic, listener),
      give: (other, given) => this.give(other, given),
    }
    const component = new Component(cid, parts, input, host, this.#effects)
    const siblings = this.#byId.get(parts) ?? new Map<string | number, Component>()
    this.#byId.set(parts, siblings.set(input.id, component))
    this.#byCid.set(cid, component)
    return component
  }

  #touch(component: Component): void {
    this.#due.add(component)
    this.#host.changed()
  }

  #update(due: readonly Component[]): MaybePromise<void> {
    const begun = all(due.filter(({ hasBegun }) => !hasBegun).map((component) => component.begin()))
    return andThen(begun, () =>
      update(
        this.#host,
        due.filter(({ isGiven }) => isGiven),
      ),
    )
  }

  #layers(isRootChanged: boolean, isStaying: (component: Component) => boolean): readonly Layer[] {
    const inRows = [...this.#byCid.values()].filter((component) => component.row && isStaying(component))
    return this.#root ? layersOf(this.#root, isRootChanged, this.#byCid, inRows) : []
  }

  #end(component: Component): void {
    component.end()
    this.#due.delete(component)
    this.#byCid.delete(component.cid)
    this.#byId.get(component.parts)?.delete(component.input.id)
  }
}

const endless = (view: string, due: readonly Component[]): LiveError =>
  new LiveError(
    'bad_definition',
    `The components ${due.map(({ input }) => JSON.stringify(input.id)).join(', ')} of ${view} are given something ` +
      `new for ever. Stop it in their update.`,
  )

/** For each new component, one of its definition that the browser has: the fixed strings need not travel again. */
function modelsFor(changed: readonly Component[], shown: readonly Component[]): readonly Component[] {
  const wanted = new Set(changed.filter(({ sent }) => !sent).map(({ parts }) => parts))
  if (wanted.size === 0) return []
  const told = new Set(changed)
  return shown.filter((component) => {
    const { parts, sent, hasChanged, isLeaving } = component
    return sent && !hasChanged && !isLeaving && !told.has(component) && wanted.delete(parts)
  })
}
