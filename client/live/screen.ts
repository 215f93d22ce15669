import { componentMark, type Markup, markup, type Shown } from '../../src/live/wire/markup.ts'
import { merge } from '../../src/live/wire/merge.ts'
import type { Tree } from '../../src/live/wire/tree.ts'
import { type Change, findMarked, type Missed, type Part } from './patch.ts'

/** The marks by which the elements of nodes are found on the page; no two nodes have the same. */
const marks = new WeakMap<Tree, string>()
let count = 0

/** Writes each node but those that stand in `present`, the marked elements of a page, as they are. */
const shownIn =
  (present: ReadonlyMap<string, Element> | undefined, changed: Set<Tree>): Shown =>
  (node, own) => {
    const known = marks.get(node)
    const mark = own ?? known ?? `:${++count}`
    const isKept = !!known && !!present?.has(mark) && !changed.has(node)
    marks.set(node, mark)
    changed.delete(node)
    return [mark, isKept]
  }

/** What a view shows. */
export interface Screen {
  /** Begins anew, and gives the markup to `join` the page with. */
  begin(container: Element, tree: Tree): Markup
  join(container: HTMLElement, page: Markup): void
  update(container: HTMLElement, diff: Tree): void
  /** Forgets live components that have ended. */
  forget(cids: readonly number[]): void
}

/** Merges what the server sends into a tree, and patches those parts of the page that it changes. */
export function createScreen(patch: (change: Change) => Missed): Screen {
  let tree: Tree = {}
  let missed: Missed = new Map()

  function put(
    container: HTMLElement,
    parts: readonly Part[],
    marked: Change['marked'],
    isJoin = false,
  ): void {
    missed = new Map([...missed, ...patch({ container, parts, marked, isJoin })])
  }

  function show(container: HTMLElement, changed: Set<Tree>, isWhole: boolean): void {
    const marked = findMarked()
    const shown = shownIn(isWhole ? undefined : marked, changed)
    const parts: Part[] = []
    // What stands around others first: they are written with it.
    for (const node of [...changed].reverse()) {
      const el = node === tree ? container : marked.get(marks.get(node)!)
      if (!el || !changed.has(node)) continue
      const cid = (el as HTMLElement).dataset['phxComponent']
      parts.push({ ...markup(tree, container.id, cid ? Number(cid) : node, shown), el })
    }
    put(container, parts, marked)
  }

  return {
    begin({ id }, rendered) {
      tree = merge(undefined, rendered)
      return markup(tree, id, tree, shownIn(undefined, new Set()))
    },
    join(container, page) {
      missed = new Map()
      put(container, [{ ...page, el: container }], new Map(), true)
    },
    update(container, diff) {
      const changed = new Set<Tree>()
      tree = merge(tree, diff, changed)
      for (const cid in diff.c) marks.set(tree.c![Number(cid)]!, componentMark(container.id, cid))
      const rows = [...missed.values()].filter(({ el }) => el !== container)
      const isBehind = missed.has(container)
      missed = new Map()
      // Before what may have come for the same rows since.
      if (rows.length > 0) put(container, rows, findMarked())
      // What has missed a patch may have been replaced since: the page is written whole, before its parts.
      if (isBehind) {
        changed.delete(tree)
        changed.add(tree)
      }
      if (changed.size > 0) show(container, changed, isBehind)
    },
    forget(cids) {
      for (const cid of cids) delete tree.c?.[cid]
    },
  }
}
