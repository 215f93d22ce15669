import { LiveError } from '../kit/error.ts'
import { span } from '../kit/telemetry.ts'
import type { ComponentChange } from '../render/encode-components.ts'
import { forgetStreams } from '../render/print.ts'
import type { Scope } from '../render/scope.ts'
import type { ComponentCall, Identified } from '../template/component-call.ts'
import type { MaybePromise } from '../view/live.ts'
import type { ComponentParts } from '../view/live-component.ts'
import type { Claims } from './claims.ts'
import { Component } from './component.ts'
import { all, andThen } from './deadline.ts'
import type { Effects } from './effects.ts'
import type { Host } from './handle.ts'
import type { Hooked } from './hooks.ts'

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
    return [...this.#byCid.values()].some(({ live }) => live?.isAwaiting)
  }

  /** The most stream changes that wait in one of them. */
  get pendingRows(): number {
    return Math.max(0, ...[...this.#byCid.values()].map(({ live }) => live?.pendingRows ?? 0))
  }

  find(cid: number): Component | undefined {
    return this.#byCid.get(cid)
  }

  /** Gives a component something new beside what it has. */
  give(parts: object, input: Identified): void {
    const known = this.#byId.get(parts)?.get(input.id)
    if (known?.give({ ...known.input, ...input })) this.#touch(known)
  }

  /** Those that stand in rows which the server has forgotten, as far as is known. */
  get inRows(): readonly Component[] {
    return [...this.#byCid.values()].filter(({ isRow, isLeaving }) => isRow && !isLeaving)
  }

  /** Before it is found out which of them stand in the page. */
  hideAll(): void {
    for (const component of this.#byCid.values()) component.isShown = false
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

  /** What the message has to carry of them; `isWhole` when it begins the page anew. */
  changes(isWhole: boolean): readonly ComponentChange[] {
    const known = [...this.#byCid.values()]
    for (const component of known) if (isWhole || !component.isShown) component.sent = undefined
    const shown = known.filter(({ isShown }) => isShown)
    const changed = shown.filter(({ print, sent }) => print !== sent)
    return [...changed, ...modelsFor(changed, shown)].map(({ cid, sent, print }) => {
      return { cid, before: sent, after: print! }
    })
  }

  /** Says that the browser has been sent everything. */
  keep(): void {
    for (const component of this.#byCid.values()) {
      if (!component.isShown) component.print = undefined
      else if (component.print !== component.sent) forgetStreams(component.print!)
      component.sent = component.print
    }
  }

  /** The browser is about to remove components; one that is shown again meanwhile stays. */
  leaving(cids: readonly number[]): void {
    for (const cid of cids) {
      const component = this.#byCid.get(cid)
      if (component) component.isLeaving = true
    }
  }

  /** The browser has removed components; gives those that end with that. */
  left(cids: readonly number[]): readonly number[] {
    const gone = cids.filter((cid) => this.#byCid.get(cid)?.isLeaving)
    for (const cid of gone) this.#end(this.#byCid.get(cid)!)
    return gone
  }

  end(): void {
    for (const component of [...this.#byCid.values()]) this.#end(component)
  }

  /** The component that a template calls; a new one is due. */
  call({ parts, input }: ComponentCall, isRow: boolean): Component {
    const known = this.#byId.get(parts)?.get(input.id)
    const component = known ?? this.#add(parts as ComponentParts, input)
    component.isRow ||= isRow
    // The browser may have forgotten it: it is told everything, and so is what it calls.
    if (component.isLeaving) component.print = component.sent = undefined
    component.isLeaving = false
    if (component.give(input) || !component.print) this.#due.add(component)
    return component
  }

  #add(parts: ComponentParts, input: Identified): Component {
    const cid = ++this.#count
    const host: Host = {
      id: `${this.#host.id}.${cid}`,
      name: `the component ${JSON.stringify(input.id)} of ${this.#host.name}`,
      view: this.#host.name,
      changed: () => this.#touch(component),
      enqueue: (what, run) => this.#host.enqueue(what, run),
      subscribe: (topic, listener) => this.#host.subscribe(topic, listener),
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
    const mounted = all(due.filter(({ live }) => !live).map((component) => component.mount()))
    return andThen(mounted, () =>
      all([...groups(due.filter(({ isGiven }) => isGiven))].map((group) => updateAlike(this.#host, group))),
    )
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

/** Components of each definition together. */
function groups(components: readonly Component[]): Iterable<readonly Component[]> {
  const byParts = new Map<ComponentParts, Component[]>()
  for (const component of components) {
    const group = byParts.get(component.parts)
    if (group) group.push(component)
    else byParts.set(component.parts, [component])
  }
  return byParts.values()
}

function updateAlike({ name, id }: Host, components: readonly Component[]): MaybePromise<void> {
  const { definition } = components[0]!.parts
  const given = components.map((component) => ({ live: component.receive(), input: component.input }))
  const facts = () => ({ view: name, id, components: given.map(({ input }) => input.id) })
  return span('oriel:component.update', facts, () => {
    if (definition.updateMany) return definition.updateMany(given as never)
    const update = (component: Component) => definition.update?.(component.live as never, component.input)
    return all(components.map((each) => each.blaming('update', () => update(each))))
  })
}

/** For each new component, one of its definition that the browser has: the fixed strings need not travel again. */
function modelsFor(changed: readonly Component[], shown: readonly Component[]): readonly Component[] {
  const wanted = new Set(changed.filter(({ sent }) => !sent).map(({ parts }) => parts))
  if (wanted.size === 0) return []
  return shown.filter(({ parts, sent, print, isLeaving }) => {
    return sent && sent === print && !isLeaving && wanted.delete(parts)
  })
}
