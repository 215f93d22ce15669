import type { StreamInsert, StreamOps } from '../../../src/live/wire/tree.ts'
import { around, CONTAINER } from '../container.ts'
import { type Morph, move } from '../morph.ts'
import { arrange, type Child } from './arrange.ts'
import { isLeaving } from './leaving.ts'

/** What streams know of the patch that they are in. */
export interface StreamPatch {
  readonly isJoin: boolean
  /** The container of the view: the streams of others bear the same numbers. */
  readonly view: Element | null
}

/** Marks the rows of streams with the number of theirs. */
export const STREAM = 'data-phx-stream'
const CONTAINERS = '[phx-update=stream]'

/** The changes that one patch makes to the streams of the page. The rows it does not speak of stay as they are. */
export class Streams {
  readonly #morph: Morph
  readonly #patch: StreamPatch
  readonly #inserts = new Map<string, { ref: string; insert: StreamInsert }>()
  /** Rows on the page that are to be placed anew. */
  readonly #moved = new Set<string>()

  constructor(changes: readonly StreamOps[], morph: Morph, patch: StreamPatch) {
    this.#morph = morph
    this.#patch = patch
    for (const [ref, inserts] of changes)
      for (const insert of inserts) this.#inserts.set(insert[0], { ref, insert })
    for (const change of changes) this.#takeAway(change)
  }

  /** Orders the rows of the containers that are not on the page yet. */
  prepare(root: ParentNode): void {
    for (const container of root.querySelectorAll(CONTAINERS)) {
      if (document.getElementById(container.id)) continue
      const rows = container.cloneNode(false) as Element
      rows.append(...container.children)
      this.fill(container, rows)
    }
  }

  /** Brings the children of a container to where the server wants them. */
  fill(container: Element, rows: Element): void {
    const next = new Map([...rows.children].map((row) => [row.id, row]))
    const present = new Map(this.#staying(container, next).map((child) => [child.id, child]))
    const { order, dropped } = this.#arrange(present, next)
    for (const { id } of dropped) this.#discard(present.get(id))
    place(
      container,
      order.map(({ id }) => this.#current(container, present.get(id), next.get(id))),
    )
  }

  #takeAway([ref, , deletes, reset]: StreamOps): void {
    const marked = reset === undefined ? [] : document.querySelectorAll(`[${STREAM}="${ref}"]`)
    const rows = [...marked].filter((row) => around(row, CONTAINER) === this.#patch.view)
    for (const el of [...rows, ...deletes.map((id) => document.getElementById(id))]) {
      if (el && this.#inserts.has(el.id)) this.#moved.add(el.id)
      else this.#discard(el)
    }
  }

  #staying(container: Element, next: ReadonlyMap<string, Element>): Element[] {
    const isStaying = (child: Element) =>
      next.has(child.id) || (!this.#patch.isJoin && child.hasAttribute(STREAM))
    const children = [...container.children].filter((child) => next.has(child.id) || !isLeaving(child))
    for (const child of children) if (!isStaying(child)) this.#discard(child)
    return children.filter(isStaying)
  }

  #arrange(present: ReadonlyMap<string, Element>, next: ReadonlyMap<string, Element>) {
    const isPlacedAnew = (id: string) => this.#inserts.has(id) && (this.#patch.isJoin || this.#moved.has(id))
    const ids = [...present.keys()].filter((id) => !isPlacedAnew(id))
    const others = [...next.keys()].filter((id) => !this.#inserts.has(id) && !present.has(id))
    const isRow = (id: string) => this.#inserts.has(id) || (present.get(id)?.hasAttribute(STREAM) ?? false)
    return arrange(
      [...ids, ...others].map((id): Child => ({ id, isRow: isRow(id) })),
      [...next.keys()].filter((id) => this.#inserts.has(id)),
      [...this.#inserts.values()].map(({ insert }) => insert),
    )
  }

  /** The element that stands for a child after this patch. */
  #current(container: Element, present: Element | undefined, next: Element | undefined): Element {
    const ref = next && this.#inserts.get(next.id)?.ref
    if (ref !== undefined) next?.setAttribute(STREAM, ref)
    if (!next) return present as Element
    if (present) return this.#morph.become(present, next)
    return container.isConnected ? this.#morph.insert(container, next, null) : next
  }

  #discard(el: Element | null | undefined): void {
    if (el) this.#morph.discard(el)
  }
}

/** Puts elements into a container in this order, and moves only those that stand elsewhere. */
function place(container: Element, elements: readonly Element[]): void {
  let next: Element | null = null
  for (const el of elements.toReversed()) {
    if (el.parentNode !== container || following(el) !== next) move(container, el, next)
    next = el
  }
}

function following(el: Element): Element | null {
  const next = el.nextElementSibling
  return next && isLeaving(next) ? following(next) : next
}
