import { rows } from './merge-node.ts'
import type { Components, Part, StreamOps, Tree } from './tree.ts'

/** HTML of a merged tree, and the stream changes that it carries. */
export interface Markup {
  readonly html: string
  readonly streams: readonly StreamOps[]
}

/** What goes along while a tree becomes HTML. */
interface Writing {
  readonly components: Components
  readonly view: string
  readonly streams: StreamOps[]
}

/**
 * Turns a merged tree, or the live component `cid` of it, into HTML. Streams are emptied on the way: their rows were
 * sent once, belong to the page from then on, and must not be applied a second time. `view` is the id of the view's
 * container: it goes on the root of each live component, with the component's number.
 */
export function markup(tree: Tree, view = '', cid?: number): Markup {
  const writing: Writing = { components: tree.c ?? {}, view, streams: [] }
  const html = cid === undefined ? node(tree, writing) : component(cid, writing)
  return { html, streams: writing.streams }
}

function node(tree: Tree, writing: Writing): string {
  const statics = tree.s as readonly string[]
  if (!tree.k) return holes(tree, statics, writing)
  let html = ''
  for (const [, row] of rows(tree.k)) html += holes(row as Tree, statics, writing)
  if (tree.stream) {
    writing.streams.push(tree.stream)
    delete tree.stream
    tree.k = { kc: 0 }
  }
  return html
}

function holes(tree: Tree, statics: readonly string[], writing: Writing): string {
  let html = statics[0] ?? ''
  for (let i = 1; i < statics.length; i++) html += part(tree[i - 1] ?? '', writing) + statics[i]
  return html
}

function part(value: Part, writing: Writing): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? component(value, writing) : node(value, writing)
}

/** The start of an element's tag, after white space and comments. */
const TAG = /^(?:\s|<!--[\s\S]*?-->)*<[^\s/>]+/

function component(cid: number, writing: Writing): string {
  const tree = writing.components[cid]
  if (!tree) throw new Error(`The page shows component ${cid}, which it was never sent.`)
  const marks = ` data-phx-component="${cid}" data-phx-view="${writing.view}"`
  return node(tree, writing).replace(TAG, (tag) => tag + marks)
}
