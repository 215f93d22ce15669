import type { Each, Key, RowFunction } from '../template/each.ts'
import type { Template } from '../template/html.ts'
import type { Shape } from '../template/shape.ts'
import type { Stream } from '../template/stream.ts'
import type { StreamOps } from '../wire/tree.ts'

/**
 * What a hole shows: finished HTML, a nested template, a list, a stream, a live component, or a nested view. The
 * baseline of the next diff. A print never changes, but for a stream's rows, which are forgotten when they have been sent. What it
 * keeps beside (`fragment`, `html`, …) is worked out once from the rest.
 */
export type Print = string | NodePrint | ListPrint | StreamPrint | ComponentPrint | ChildPrint

/** What a print holds that tells how it may be treated. */
interface Holding {
  /** Whether a stream is inside, so that equal values do not yet mean that nothing changed. */
  readonly live: boolean
  /** Whether a stream, a component or a nested view is inside, so that the print is of its view and not shared. */
  readonly own: boolean
}

/** A template as it was rendered. */
export interface NodePrint extends Holding {
  readonly kind: 'node'
  readonly template: Template
  readonly shape: Shape
  readonly parts: readonly Print[]
  /** Whether several views keep it. */
  isShared: boolean
  /** What travels for one that is shared. */
  fragment?: Fragment
}

/** A list as it was rendered. One that comes from `each` is shared by all views that show the same items. */
export interface ListPrint extends Holding {
  readonly kind: 'list'
  readonly keys: readonly Key[]
  readonly rows: readonly Row[]
  /** The template of all rows; undefined when they differ, and then each row is wrapped. */
  readonly shape: Shape | undefined
  /** What `each` made it of; absent for a plain array. */
  readonly from?: ListSource
  /** Position by key. */
  positions?: ReadonlyMap<Key, number>
  /** The whole list as it travels. */
  fragment?: Fragment
  html?: string
  /** The same in UTF-8. */
  bytes?: Buffer
  /**
   * The list that followed last and the diff between: viewers who stand at the same print go the same way.
   * Weak, so that a browser that has fallen behind does not keep every list that came since.
   */
  next?: { readonly list: WeakRef<ListPrint>; readonly fragment: Fragment }
}

/** What a list depends on. */
export interface ListSource {
  readonly items: readonly object[]
  readonly row: RowFunction
  readonly shared: readonly unknown[]
}

/** A stream as it was rendered: the changes that were waiting, until they have been sent. */
export interface StreamPrint extends Holding {
  readonly kind: 'stream'
  readonly source: Stream<object>
  /** What renders its rows. */
  readonly each: Each
  changes: StreamRows
  /** The template that the browser knows for the rows after this print: undefined for mixed ones, null for none yet. */
  shape: Shape | undefined | null
}

/** Changes of a stream with their rows. Made once for all views in which the same changes wait, unless a row is of its view. */
export interface StreamRows {
  readonly ops: StreamOps
  readonly rows: readonly Row[]
  /** The template of all rows; undefined when they differ, null when there are none. */
  readonly shape: Shape | undefined | null
  /** Whether a component or the like is in a row. */
  readonly own: boolean
  /** The changes as they travel. */
  fragment?: Fragment
  html?: string
  bytes?: Buffer
  /** The whole message that carries them and nothing else, as it was written last: `place` is where they stand. */
  message?: { readonly place: string; readonly json: string }
}

/** A live component's place. What it shows is a print of its own, and changes without this one. */
export interface ComponentPrint extends Holding {
  readonly kind: 'component'
  readonly slot: ComponentSlot
}

/** A live component of a view: its number, and what it shows once it has been rendered. */
export interface ComponentSlot {
  readonly cid: number
  readonly print: NodePrint | undefined
}

/** A nested view of a view: the element that stands for it. */
export interface ChildSlot {
  readonly html: string
}

/** A nested view's place. What it shows travels on a topic of its own. */
export interface ChildPrint extends Holding {
  readonly kind: 'child'
  readonly slot: ChildSlot
}

/** One row of a list. Made once for an item and, if it holds nothing of one view, shared by all that show it. */
export interface Row {
  readonly print: Print
  /** What `each` made it of; absent in a plain array. */
  readonly source?: RowSource
  /** What travels for this row when it is new. */
  fragment?: Fragment
  html?: string
}

/** The values that a row depends on. */
export interface RowSource {
  readonly row: RowFunction
  readonly item: object
  readonly domId: string | undefined
  readonly shared: readonly unknown[]
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

/** Whether a stream, a component or a nested view is inside. */
export const isOwn = (print: Print): boolean => typeof print === 'object' && print.own

/** Visits the components and nested views of a print, but for those in rows of streams that were sent and are forgotten. */
export function eachSlot(print: Print, visit: (place: ComponentPrint | ChildPrint) => void): void {
  if (typeof print === 'string' || !print.own) return
  if (print.kind === 'component' || print.kind === 'child') visit(print)
  else if (print.kind === 'node') for (const part of print.parts) eachSlot(part, visit)
  else for (const row of rowsIn(print)) eachSlot(row.print, visit)
}

const rowsIn = (print: ListPrint | StreamPrint): readonly Row[] =>
  print.kind === 'list' ? print.rows : print.changes.rows
