import { rows } from './merge-node.ts'
import type { Part, StreamOps, Tree } from './tree.ts'

/** HTML of a merged tree, and the stream changes that it carries. */
export interface Markup {
  readonly html: string
  readonly streams: readonly StreamOps[]
}

/**
 * Says by what mark the only element of a node is found on the page, and whether it stands there as the node is now:
 * then nothing but the mark is written, as a comment. A live component has a mark of its own.
 */
export type Shown = (node: Tree, mark?: string) => readonly [mark: string, isKept: boolean]

/** The attribute that carries a mark. */
export const MARK = 'data-phx-id'

/** The mark of a live component. */
export const componentMark = (view: string, cid: number | string): string => `:${view}.${cid}`

/** The start of an element's tag, after white space and comments. */
const TAG = /^(?:\s|<!--[\s\S]*?-->)*<[^\s/>]+/

/**
 * Turns a merged tree, or the node or live component `part` of it, into HTML. Streams are emptied on the way: their
 * rows were sent once, belong to the page from then on, and must not be applied a second time. `view` is the id of the
 * view's container: it goes on the root of each live component, with the component's number.
 */
export function markup(tree: Tree, view = '', part: Tree | number = tree, shown?: Shown): Markup {
  const streams: StreamOps[] = []
  /** Whether it is at a row of a stream, which the tree forgets. */
  let isRow = false

  function write(part: Part): string {
    if (typeof part === 'string') return part
    return typeof part === 'number' ? component(part) : node(part)
  }

  /** Writes what stands in a row of a stream, or in a component there, and goes on as before. */
  function within(row: boolean, html: () => string): string {
    const before = isRow
    isRow = row
    const written = html()
    isRow = before
    return written
  }

  function node(tree: Tree): string {
    const { k: list, r: isElement, s: statics, stream } = tree
    if (!list) return isElement && !isRow ? element(tree) : holes(tree)
    const html = within(isRow || !!stream, () =>
      rows(list)
        .map((row) => node(Object.assign(row, { s: statics, r: isElement })))
        .join(''),
    )
    if (stream) {
      streams.push(stream)
      delete tree.stream
      tree.k = { kc: 0 }
    }
    return html
  }

  function holes(tree: Tree, attributes = ''): string {
    const statics = tree.s as readonly string[]
    let html = statics[0]!
    if (attributes) html = html.replace(TAG, (tag) => tag + attributes)
    for (let i = 1; i < statics.length; i++) html += write(tree[i - 1] ?? '') + statics[i]
    return html
  }

  function element(tree: Tree, attributes = '', own?: string): string {
    const [mark, isKept] = shown?.(tree, own) ?? []
    if (!isKept) return holes(tree, mark ? ` ${MARK}="${mark}"${attributes}` : attributes)
    // White space around an element is not in it.
    const statics = tree.s as readonly string[]
    return `${/^\s*/.exec(statics[0]!)}<!--${mark}-->${/\s*$/.exec(statics.at(-1)!)}`
  }

  function component(cid: number): string {
    const root = tree.c?.[cid]
    if (!root) throw new Error(`Component ${cid} was never sent.`)
    const attributes = ` data-phx-component="${cid}" data-phx-view="${view}"`
    return within(false, () => element(root, attributes, componentMark(view, cid)))
  }

  return { html: write(part), streams }
}
