import type { Key } from '../template/each.ts'
import type { Template } from '../template/html.ts'
import type { Shape } from '../template/shape.ts'
import type { Stream } from '../template/stream.ts'
import type { StreamOps } from '../wire/tree.ts'

/**
 * What a hole shows: finished HTML, a nested template, a list, or a stream. The baseline of the next diff.
 * A print never changes, but for a stream's rows, which are forgotten when they have been sent. What it keeps
 * beside (`fragment`, `html`, …) is worked out once from the rest.
 */
export type Print = string | NodePrint | ListPrint | StreamPrint

/** A template as it was rendered. */
export interface NodePrint {
  readonly kind: 'node'
  readonly template: Template
  readonly shape: Shape
  readonly parts: readonly Print[]
  /** Whether a stream is inside, so that equal values do not yet mean that nothing changed. */
  readonly live: boolean
}

/** A list as it was rendered. One that comes from `each` is shared by all views that show the same items. */
export interface ListPrint {
  readonly kind: 'list'
  readonly keys: readonly Key[]
  readonly rows: readonly Row[]
  /** The template of all rows; undefined when they differ, and then each row is wrapped. */
  readonly shape: Shape | undefined
  readonly live: boolean
  /** Position by key. */
  positions?: ReadonlyMap<Key, number>
  /** The whole list as it travels. */
  fragment?: Fragment
  html?: string
  /**
   * The list that followed last and the diff between: viewers who stand at the same print go the same way.
   * Weak, so that a browser that has fallen behind does not keep every list that came since.
   */
  next?: { readonly list: WeakRef<ListPrint>; readonly fragment: Fragment }
}

/** A stream as it was rendered: the changes that were waiting, until they have been sent. */
export interface StreamPrint {
  readonly kind: 'stream'
  readonly source: Stream<object>
  ops: StreamOps
  rows: readonly Row[]
  /** The template that the browser knows for the rows after this print: undefined for mixed ones, null for none yet. */
  readonly shape: Shape | undefined | null
  readonly live: true
}

/** One row of a list. Made once for an item and shared by all views that show it. */
export interface Row {
  readonly print: Print
  /** What travels for this row when it is new. */
  fragment?: Fragment
  html?: string
}

/** A piece of a diff, encoded once to fit every message, with the templates that it names. */
export interface Fragment {
  readonly json: string
  readonly shapes: readonly Shape[]
}

export const isNode = (print: Print | undefined): print is NodePrint =>
  typeof print === 'object' && print.kind === 'node'

/** Whether a stream is inside. */
export const isLive = (print: Print): boolean => typeof print === 'object' && print.live

/** Says that a print has been sent: the browser has the rows of its streams now, the server forgets them. */
export function forgetStreams(print: Print): void {
  if (typeof print === 'string' || !print.live) return
  if (print.kind === 'node') for (const part of print.parts) forgetStreams(part)
  else if (print.kind === 'list') for (const row of print.rows) forgetStreams(row.print)
  else forgetRows(print)
}

function forgetRows(print: StreamPrint): void {
  print.source.flush()
  print.rows = []
  print.ops = [print.ops[0], [], []]
}
