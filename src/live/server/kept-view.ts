import { isDeepStrictEqual } from 'node:util'
import { Actor } from '../actor/actor.ts'
import type { Mounted } from '../actor/load.ts'
import { nestedOrigin, type Origin } from '../actor/origin.ts'
import type { Services } from '../actor/services.ts'
import { note } from '../kit/telemetry.ts'
import type { ChildCall } from '../template/child-call.ts'
import { factsOf, type Guest } from './room.ts'

/** A view that has answered a request, with those nested in it: they end, or wait for their socket, together. */
export class KeptView implements Guest {
  readonly origin: Origin
  readonly actor: Actor
  readonly #services: Services
  // Most views have none.
  #nested: Map<string, KeptView> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(origin: Origin, services: Services) {
    this.origin = origin
    this.actor = new Actor(origin, services)
    this.#services = services
  }

  /** A view that stands in it. One of a view that has ended has ended, too. */
  nest(call: ChildCall): KeptView {
    const child = new KeptView(nestedOrigin(this.origin, call, {}), this.#services)
    this.#nested ??= new Map()
    this.#nested.set(call.id, child)
    if (this.actor.hasEnded) child.end()
    return child
  }

  /** How many views it is. */
  get size(): number {
    return this.#children.reduce((sum, child) => sum + child.size, 1)
  }

  /** It and the views nested in it, as far as they are mounted. */
  get stages(): readonly Mounted[] {
    return [
      ...(this.actor.mounted ? [this.actor.mounted] : []),
      ...this.#children.flatMap(({ stages }) => stages),
    ]
  }

  /** Takes messages from now on. */
  wait(): void {
    this.actor.wait()
    for (const child of this.#children) child.wait()
  }

  get #children(): readonly KeptView[] {
    return [...(this.#nested?.values() ?? [])]
  }

  /** Whether views are nested in it that wait. */
  get isEmpty(): boolean {
    return !this.#nested || this.#nested.size === 0
  }

  /** The nested view that has been waiting for its socket, if it is what would be mounted now. */
  takeNested(origin: Origin): KeptView | undefined {
    const child = this.#nested?.get(origin.id)
    this.#nested?.delete(origin.id)
    if (!child || child.fits(origin)) return child
    child.end()
    return undefined
  }

  /** Whether it is the view that would be mounted now. */
  fits(origin: Origin): boolean {
    const { view, url, visitor, given } = this.origin
    return (
      !this.actor.hasEnded &&
      view === origin.view &&
      visitor.id === origin.visitor.id &&
      // No request tells the server what comes after the mark.
      url.href === origin.url.href.replace(/#.*$/s, '') &&
      isDeepStrictEqual(given, origin.given)
    )
  }

  /** A socket has come: the views nested in it wait on for theirs. */
  adopted(): void {
    note('oriel:view.adopted', () => factsOf(this))
    if (this.isEmpty) return
    this.#timer = setTimeout(() => this.endNested(), this.#services.limits.waitingMs).unref()
  }

  endNested(): void {
    clearTimeout(this.#timer)
    for (const child of this.#children) child.end()
    this.#nested = undefined
  }

  end(): void {
    this.actor.end()
    this.endNested()
  }
}
