import { rows } from './merge.ts'
import type { Part, StreamOps, Tree } from './tree.ts'

/** HTML of a merged tree, and the stream changes that it carries. */
export interface Markup {
  readonly html: string
  readonly streams: readonly StreamOps[]
}

/**
 * Turns a merged tree into HTML. Streams are emptied on the way: their rows were sent once, belong to the
 * page from then on, and must not be applied a second time.
 */
export function markup(tree: Tree): Markup {
  const streams: StreamOps[] = []
  return { html: node(tree, streams), streams }
}

function node(tree: Tree, streams: StreamOps[]): string {
  const statics = tree.s as readonly string[]
  if (!tree.k) return holes(tree, statics, streams)
  let html = ''
  for (const [, row] of rows(tree.k)) html += holes(row as Tree, statics, streams)
  if (tree.stream) {
    streams.push(tree.stream)
    delete tree.stream
    tree.k = { kc: 0 }
  }
  return html
}

function holes(tree: Tree, statics: readonly string[], streams: StreamOps[]): string {
  let html = statics[0] ?? ''
  for (let i = 1; i < statics.length; i++) html += part(tree[i - 1] ?? '', streams) + statics[i]
  return html
}

const part = (value: Part, streams: StreamOps[]): string =>
  typeof value === 'string' ? value : node(value, streams)
