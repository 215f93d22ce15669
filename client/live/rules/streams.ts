import type { StreamInsert, StreamOps } from '../../../src/live/wire/tree.ts'
import { all } from '../all.ts'
import { around, CONTAINER } from '../container.ts'
import { type Morph, move } from '../morph.ts'
import { arrange } from './arrange.ts'
import { isLeaving } from './leaving.ts'

/** What streams know of the patch that they are in. */
export interface StreamPatch {
  readonly isJoin: boolean
  /** The container of the view: the streams of others bear the same numbers. */
  readonly view: Element | null
  /** The element on the page that has a mark. */
  find(mark: string): Element | undefined
}

/** Marks the rows of streams with the number of theirs. */
export const STREAM = 'data-phx-stream'
const CONTAINERS = '[phx-update=stream]'

/** The changes that one patch makes to the streams of the page. The rows it does not speak of stay as they are. */
export interface Streams {
  /** Orders the rows of the containers that are not on the page yet. */
  prepare(root: ParentNode): void
  /** Brings the children of a container to where the server wants them. */
  fill(container: Element, rows: Element): void
}

const isRow = (el: Element) => el.hasAttribute(STREAM)

/** Begins a patch of the streams with the rows that go. */
export function createStreams(
  changes: readonly StreamOps[],
  morph: Morph,
  { isJoin, view, find }: StreamPatch,
): Streams {
  const inserts = new Map<string, { ref: string; insert: StreamInsert }>()
  for (const [ref, rows] of changes) for (const insert of rows) inserts.set(insert[0], { ref, insert })

  /** Rows on the page that are to be placed anew. */
  const moved = new Set<string>()
  for (const [ref, , deletes, reset] of changes) {
    const marked = reset === undefined ? [] : all(`[${STREAM}="${ref}"]`)
    const rows = marked.filter((row) => around(row.parentElement, CONTAINER) === view)
    for (const el of [...rows, ...deletes.map((id) => document.getElementById(id))]) {
      if (el && inserts.has(el.id)) moved.add(el.id)
      else morph.discard(el)
    }
  }

  function fill(container: Element, rows: Element): void {
    const next = new Map(
      [...rows.childNodes].flatMap((node) => {
        // A component that is a row itself, and stands there as it is to be, has a comment in its place.
        const row = node instanceof Comment ? find(node.data) : node
        return row instanceof Element ? [[row.id, row]] : []
      }),
    )
    const placements: StreamInsert[] = []
    for (const [id, row] of next) {
      const placed = inserts.get(id)
      if (!placed) continue
      // A nested view is not patched itself.
      for (const el of [row, document.getElementById(id)]) el?.setAttribute(STREAM, placed.ref)
      placements.push(placed.insert)
    }
    const present = new Map<string, Element>()
    for (const child of [...container.children]) {
      const isStaying = next.has(child.id) || (!isJoin && isRow(child) && !isLeaving(child))
      if (isStaying) present.set(child.id, child)
      else morph.discard(child)
    }
    const isInPlace = (id: string) => !inserts.has(id) || (present.has(id) && !isJoin && !moved.has(id))
    const order = arrange(
      [...new Map([...present, ...next])]
        .filter(([id]) => isInPlace(id))
        .map(([id, el]) => ({ id, isRow: isRow(el) })),
      placements,
    )
    const kept = new Set(order.map(({ id }) => id))
    for (const [id, el] of present) if (!kept.has(id)) morph.discard(el)
    place(
      container,
      order.map(({ id }) => current(container, present.get(id), next.get(id))),
    )
  }

  /** The element that stands for a child after this patch. */
  function current(container: Element, from: Element | undefined, to: Element | undefined): Element {
    if (!from || !to || from === to)
      return from ?? (container.isConnected ? morph.insert(container, to!, null) : to!)
    return morph.become(from, to)
  }

  return {
    prepare(root) {
      for (const container of all(CONTAINERS, root)) {
        if (document.getElementById(container.id)) continue
        const rows = container.cloneNode(false) as Element
        rows.append(...container.children)
        fill(container, rows)
      }
    },
    fill,
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
