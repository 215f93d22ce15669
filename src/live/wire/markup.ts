import { rows } from './merge-node.ts'
import type { Components, Part, StreamOps, Tree } from './tree.ts'

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

/** What goes along while a tree becomes HTML. */
interface Writing {
  readonly components: Components
  readonly view: string
  readonly streams: StreamOps[]
  readonly shown: Shown | undefined
  /** Whether it is at a row of a stream, which the tree forgets. */
  isRow: boolean
}

/** The attribute that carries a mark. */
export const MARK = 'data-phx-id'

/** The mark of a live component. */
export const componentMark = (view: string, cid: number | string): string => `:${view}.${cid}`

/**
 * Turns a merged tree, or the node or live component `part` of it, into HTML. Streams are emptied on the way: their
 * rows were sent once, belong to the page from then on, and must not be applied a second time. `view` is the id of the
 * view's container: it goes on the root of each live component, with the component's number.
 */
export function markup(tree: Tree, view = '', part: Tree | number = tree, shown?: Shown): Markup {
  const writing: Writing = { components: tree.c ?? {}, view, streams: [], shown, isRow: false }
  return { html: write(part, writing), streams: writing.streams }
}

function write(part: Part, writing: Writing): string {
  if (typeof part === 'string') return part
  return typeof part === 'number' ? component(part, writing) : node(part, writing)
}

function node(tree: Tree, writing: Writing): string {
  const { k: list, r: isElement, s: statics, stream } = tree
  if (!list) return isElement && !writing.isRow ? element(tree, writing) : holes(tree, writing)
  const { isRow } = writing
  if (stream) writing.isRow = true
  let html = ''
  for (const row of rows(list)) html += node(Object.assign(row, { s: statics, r: isElement }), writing)
  writing.isRow = isRow
  if (stream) {
    writing.streams.push(stream)
    delete tree.stream
    tree.k = { kc: 0 }
  }
  return html
}

function holes(tree: Tree, writing: Writing, attributes = ''): string {
  const statics = tree.s as readonly string[]
  let html = statics[0] ?? ''
  if (attributes) html = html.replace(TAG, (tag) => tag + attributes)
  for (let i = 1; i < statics.length; i++) html += write(tree[i - 1] ?? '', writing) + statics[i]
  return html
}

/** The start of an element's tag, after white space and comments. */
const TAG = /^(?:\s|<!--[\s\S]*?-->)*<[^\s/>]+/

function element(tree: Tree, writing: Writing, attributes = '', own?: string): string {
  const [mark, isKept] = writing.shown?.(tree, own) ?? []
  if (!isKept) return holes(tree, writing, mark ? ` ${MARK}="${mark}"${attributes}` : attributes)
  // White space around an element is not in it.
  const statics = tree.s as readonly string[]
  return `${/^\s*/.exec(statics[0] ?? '')}<!--${mark}-->${/\s*$/.exec(statics.at(-1) ?? '')}`
}

function component(cid: number, writing: Writing): string {
  const tree = writing.components[cid]
  if (!tree) throw new Error(`The page shows component ${cid}, which it was never sent.`)
  const { view, isRow } = writing
  writing.isRow = false
  const attributes = ` data-phx-component="${cid}" data-phx-view="${view}"`
  const html = element(tree, writing, attributes, componentMark(view, cid))
  writing.isRow = isRow
  return html
}
