import { componentMark, type Markup, markup, type Shown } from '../../src/live/wire/markup.ts'
import { merge } from '../../src/live/wire/merge.ts'
import type { Tree } from '../../src/live/wire/tree.ts'
import { type Change, findMarked, type Part } from './patch.ts'

/** The marks by which the elements of nodes are found on the page; no two nodes have the same. */
const marks = new WeakMap<Tree, string>()
let count = 0

const markOf = (node: Tree, own: string | undefined): string => {
  const mark = own ?? marks.get(node) ?? `:${++count}`
  marks.set(node, mark)
  return mark
}

/** What a view shows: merges what the server sends into a tree, and patches those parts of the page that it changes. */
export class Screen {
  readonly #patch: (change: Change) => readonly Part[]
  #tree: Tree = {}
  /** What has missed a patch because something in it was left as it is. */
  #missed: readonly Part[] = []

  constructor(patch: (change: Change) => readonly Part[]) {
    this.#patch = patch
  }

  /** Begins anew, and gives the markup to `join` the page with. */
  begin({ id }: Element, tree: Tree): Markup {
    this.#tree = merge(undefined, tree)
    return markup(this.#tree, id, this.#tree, (node, own) => [markOf(node, own), false])
  }

  join(container: HTMLElement, page: Markup): void {
    const parts = [{ ...page, el: container, node: this.#tree }]
    this.#missed = this.#patch({ container, parts, marked: new Map(), isJoin: true })
  }

  update(container: HTMLElement, diff: Tree): void {
    const changed = new Set<Tree>()
    const { c: components = {} } = diff
    this.#tree = merge(this.#tree, diff, changed)
    for (const cid in components) marks.set(this.#tree.c?.[cid] as Tree, componentMark(container.id, cid))
    if (changed.size + this.#missed.length > 0) this.#show(container, changed)
  }

  /** Forgets live components that have ended. */
  forget(cids: readonly number[]): void {
    for (const cid of cids) delete this.#tree.c?.[cid]
  }

  #show(container: HTMLElement, changed: Set<Tree>): void {
    const marked = findMarked()
    let isWhole = false
    const shown: Shown = (node, own) => {
      const isKnown = marks.has(node)
      const mark = markOf(node, own)
      const isKept = isKnown && marked.has(mark) && !changed.has(node) && !isWhole
      changed.delete(node)
      return [mark, isKept]
    }
    const partOf = (node: Tree): Part[] => {
      const el = node === this.#tree ? container : marked.get(marks.get(node) ?? '')
      if (!el) return []
      const cid = Number((el as HTMLElement).dataset['phxComponent'])
      const component = this.#tree.c?.[cid]
      const current = component ?? node
      changed.add(current)
      const written = markup(this.#tree, container.id, component ? cid : node, shown)
      changed.delete(current)
      return [{ ...written, el, node: current }]
    }
    // A node that has missed a patch may have been replaced since: the page is written whole.
    isWhole = this.#missed.some(({ node }) => node)
    const again = isWhole ? partOf(this.#tree) : []
    again.push(...this.#missed.filter(({ node }) => !node))
    isWhole = false
    // What stands around others first: they are written with it.
    const first = [...changed].reverse().flatMap((node) => (changed.has(node) ? partOf(node) : []))
    const parts = [...again, ...first]
    this.#missed = this.#patch({ container, parts, marked, isJoin: false })
  }
}
