import {
  encodeChanges,
  encodeEntry,
  encodePrint,
  encodeStream,
  fragmentOf,
  type Pool,
  place,
} from './encode.ts'
import { positionsOf } from './list.ts'
import {
  type ComponentSlot,
  isOwn,
  type ListPrint,
  type NodePrint,
  type Print,
  type Row,
  type StreamPrint,
} from './print.ts'

/** Live components that are named where they stand, though they stood there before. */
export type Named = ReadonlySet<ComponentSlot>

const NOBODY: Named = new Set()

/** What changed between two prints of one position, as JSON; empty when nothing did. */
export function diffPrint(before: Print, after: Print, pool: Pool, named = NOBODY): string {
  if (before === after && (named.size === 0 || !isOwn(after))) return ''
  if (typeof before === 'object' && typeof after === 'object') {
    const change = diffNested(before, after, pool, named)
    if (change !== undefined) return change
  }
  return encodePrint(after, pool)
}

/** The change inside a position that still shows the same kind of thing; undefined when it does not. */
function diffNested(
  before: Exclude<Print, string>,
  after: Exclude<Print, string>,
  pool: Pool,
  named: Named,
): string | undefined {
  if (before.kind === 'node' && after.kind === 'node' && before.shape === after.shape) {
    return braced(diffParts(before, after, pool, named))
  }
  if (before.kind === 'list' && after.kind === 'list') return diffList(before, after, pool, named)
  if (before.kind === 'child') return after.kind === 'child' && after.slot === before.slot ? '' : undefined
  if (before.kind === 'component' && after.kind === 'component')
    return before.slot === after.slot && !named.has(after.slot) ? '' : undefined
  if (before.kind === 'stream' && after.kind === 'stream') return diffStream(before, after, pool)
  return undefined
}

const braced = (members: string): string => members && `{${members}}`

function diffParts(before: NodePrint, after: NodePrint, pool: Pool, named: Named): string {
  let members = ''
  after.parts.forEach((part, i) => {
    const change = diffPrint(before.parts[i]!, part, pool, named)
    if (change) members += `${members && ','}"${i}":${change}`
  })
  return members
}

function diffList(before: ListPrint, after: ListPrint, pool: Pool, named: Named): string | undefined {
  const isComparable = before.rows.length > 0 && after.rows.length > 0 && before.shape === after.shape
  if (!isComparable)
    return before.rows.length === after.rows.length && before.rows.length === 0 ? '' : undefined
  if (before.own || after.own) return diffRows(before, after, pool, named)
  if (before.next?.list.deref() !== after) {
    const fragment = fragmentOf((own) => diffRows(before, after, own, NOBODY))
    before.next = { list: new WeakRef(after), fragment }
  }
  return place(before.next.fragment, pool)
}

function diffRows(before: ListPrint, after: ListPrint, pool: Pool, named: Named): string {
  return before.keys === after.keys
    ? diffAligned(before, after, pool, named)
    : diffMoved(before, after, pool, named)
}

/** Where the list has the same rows in the same order. */
function diffAligned(before: ListPrint, after: ListPrint, pool: Pool, named: Named): string {
  let members = ''
  for (let i = 0; i < after.rows.length; i++) {
    const old = before.rows[i]!
    const row = after.rows[i]!
    if (old === row && (named.size === 0 || !after.own)) continue
    const change = diffRow(old, row, !after.shape, pool, named)
    if (change) members += `"${i}":${change},`
  }
  return members && `{"k":{${members}"kc":${after.rows.length}}}`
}

function diffMoved(before: ListPrint, after: ListPrint, pool: Pool, named: Named): string {
  const old = positionsOf(before)
  positionsOf(after)
  let members = ''
  let moved = false
  after.keys.forEach((key, i) => {
    const from = old.get(key)
    const entry = diffEntry(before, after, from, i, pool, named)
    if (!entry) return
    moved ||= from !== undefined && from !== i
    members += `"${i}":${entry},`
  })
  const count = after.rows.length
  if (!members && count === before.rows.length) return ''
  return `{"k":{${members}"kc":${count}${moved ? ',"km":true' : ''}}}`
}

/** What travels for one position of a list; empty for a row that stayed as it was. */
function diffEntry(
  before: ListPrint,
  after: ListPrint,
  from: number | undefined,
  to: number,
  pool: Pool,
  named: Named,
): string {
  const row = after.rows[to]!
  const wrapped = !after.shape
  if (from === undefined) return encodeEntry(row, wrapped, pool)
  const change = diffRow(before.rows[from]!, row, wrapped, pool, named)
  if (from === to) return change
  return change ? `[${from},${change}]` : String(from)
}

function diffRow(before: Row, after: Row, wrapped: boolean, pool: Pool, named: Named): string {
  const change = diffPrint(before.print, after.print, pool, named)
  return wrapped && change ? `{"0":${change}}` : change
}

function diffStream(before: StreamPrint, after: StreamPrint, pool: Pool): string | undefined {
  if (before.source !== after.source) return undefined
  if (!hasChanges(after)) return ''
  if (after.changes.rows.length > 0 && (before.shape !== after.shape || !after.shape))
    return encodeStream(after, pool)
  return encodeChanges(after, pool)
}

/** Whether a print carries changes that have to travel. */
const hasChanges = ({
  changes: {
    ops: [, inserts, deletes, reset],
  },
}: StreamPrint): boolean => inserts.length > 0 || deletes.length > 0 || reset === true
