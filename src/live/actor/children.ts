import { LiveError } from '../kit/error.ts'
import type { ChildSlot } from '../render/print.ts'
import type { ChildCall } from '../template/child-call.ts'
import { all } from './deadline.ts'
import type { Origin } from './origin.ts'
import type { Services } from './services.ts'

/** A nested view that a view shows. */
export class Child implements ChildSlot {
  call: ChildCall
  readonly name: string
  /** The element that stands for it. */
  html: string
  /** Whether it stands in a row that the server has forgotten: there until the browser leaves it. */
  isRow = false

  constructor(call: ChildCall, view: string, html: string) {
    this.call = call
    this.name = `the nested view "${call.id}" of ${view}`
    this.html = html
  }
}

/** The nested views that a view shows, by id. */
export class Children {
  readonly #view: Origin
  readonly #containerOf: Services['containerOf']
  readonly #byId = new Map<string, Child>()

  /** `view` is the one around them; `containerOf` makes the empty element that the browser joins. */
  constructor(view: Origin, containerOf: Services['containerOf']) {
    this.#view = view
    this.#containerOf = containerOf
  }

  find(id: string): Child | undefined {
    return this.#byId.get(id)
  }

  /**
   * The nested view that is called. Another view under a known id takes the place of the one that was there; another
   * session counts when the view is mounted anew.
   */
  call(call: ChildCall, isRow: boolean): Child {
    const known = this.#byId.get(call.id)
    const child = known?.call.view === call.view ? known : this.#add(call)
    child.call = call
    child.isRow ||= isRow
    return child
  }

  /** Puts the page of each into its place. */
  fill(render: (call: ChildCall) => Promise<string>): void | Promise<void> {
    return all(
      [...this.#byId.values()].map(async (child) => {
        child.html = await render(child.call)
      }),
    )
  }

  /** Begins anew for a browser that joins: each is joined by itself, and its place is empty again. */
  restart(): void {
    for (const child of this.#byId.values()) {
      child.html = this.#containerOf(this.#view, child.call)
      child.isRow = false
    }
  }

  /** Forgets those that are not shown any more. */
  keep(shown: ReadonlySet<ChildSlot>): void {
    for (const [id, child] of this.#byId) if (!child.isRow && !shown.has(child)) this.#byId.delete(id)
  }

  /** The browser has left one that stood in a row. */
  left(id: string): void {
    if (this.#byId.get(id)?.isRow) this.#byId.delete(id)
  }

  #add(call: ChildCall): Child {
    const { id, name, around } = this.#view
    const child = new Child(call, name, this.#containerOf(this.#view, call))
    if (call.id === id || around.includes(call.id)) {
      throw new LiveError(
        'duplicate_component',
        `A page has ${child.name} within a view of the same id. Give each an id of its own.`,
      )
    }
    this.#byId.set(call.id, child)
    return child
  }
}
