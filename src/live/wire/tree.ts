/**
 * The rendered tree and its diff, as they travel.
 *
 * A template splits into n+1 statics and n holes: `s[0] hole0 s[1] … s[n]`. A diff has the same shape and
 * carries only what changed.
 */

/** What stands in a hole: finished HTML, a nested tree, or a live component by its number. */
export type Part = string | Tree | number

/**
 * The fixed strings of a template, or its number in the `p` of the same diff. At the top of a live component a
 * number stands for another component, whose tree is the one to begin with: n as it is in this diff, -n as it was.
 */
export type Statics = readonly string[] | number

/** Templates by their number; they live for one diff. */
export type Templates = { readonly [number: string]: readonly string[] }

/** `[ref, [[domId, at, limit, updateOnly]…] newest first, deletedDomIds]`; a fourth element means reset. */
export type StreamOps =
  | readonly [ref: string, inserts: readonly StreamInsert[], deletes: readonly string[]]
  | readonly [ref: string, inserts: readonly StreamInsert[], deletes: readonly string[], reset: boolean]

export type StreamInsert = readonly [
  domId: string,
  at: number,
  limit: number | null,
  updateOnly: boolean | null,
]

/** An entry of a keyed list in a diff: its holes, the old index it moved from, or both. */
export type Entry = Tree | number | readonly [oldIndex: number, diff: Tree]

/** The rows of a list by position; `kc` counts them, `km` says that some moved. */
export interface Keyed {
  [position: number]: Entry
  kc: number
  km?: boolean
}

export interface Tree {
  [hole: number]: Part
  /** Statics; present when the position shows another template than before. */
  s?: Statics
  /** Templates that `s` numbers point to; at the root of a diff, and of each live component and list in it. */
  p?: Templates
  /** 1: the node, or each row of the list, is exactly one element. */
  r?: 1
  k?: Keyed
  stream?: StreamOps
  /** The live components of a view, by number; at the root only, however deep they stand. */
  c?: Components
}

/** The trees of live components by their number, from 1. */
export interface Components {
  [cid: number]: Tree
}

/** What a whole message carries beside the tree. */
export interface Diff extends Omit<Tree, 'r'> {
  /** Page title. */
  t?: string
  /** Pushed events. */
  e?: readonly PushedEvent[]
  /** The reply to the event that this diff answers. */
  r?: unknown
}

/** A third element says that it is dispatched before the patch that it travels with. */
export type PushedEvent =
  | readonly [name: string, payload: unknown]
  | readonly [name: string, payload: unknown, isBefore: true]
