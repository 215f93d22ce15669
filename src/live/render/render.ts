import { Each } from '../template/each.ts'
import { type Hole, Template } from '../template/html.ts'
import { Memo } from '../template/memo.ts'
import type { Place } from '../template/scanner.ts'
import { type Shape, shapeOf } from '../template/shape.ts'
import { Stream } from '../template/stream.ts'
import { leaf } from './leaf.ts'
import { commonShape, makeList, sharedList } from './list.ts'
import {
  isLive,
  isNode,
  type ListPrint,
  type NodePrint,
  type Print,
  type Row,
  type StreamPrint,
} from './print.ts'
import { isSame, rowOf } from './row.ts'

/**
 * Renders a template. What has the same identity as in the previous print is taken over without a look, and so
 * is recognised as unchanged by its own identity.
 */
export function render(template: Template, previous?: Print): NodePrint {
  const shape = shapeOf(template.strings)
  const before = isNode(previous) && previous.shape === shape ? previous : undefined
  if (before && before.template === template && !before.live) return before
  const parts = template.values.map((value, i) => renderHole(shape, i, value, before))
  const live = parts.some(isLive)
  if (before && !live && isSame(parts, before.parts)) return before
  return { kind: 'node', template, shape, parts, live }
}

function renderHole(shape: Shape, index: number, value: Hole, before: NodePrint | undefined): Print {
  const old = before?.parts[index]
  if (before && old !== undefined && isUnchanged(before.template.values[index], value) && !isLive(old))
    return old
  const place = shape.places[index]!
  const mayNest = place.kind === 'text' && !place.plain
  return (mayNest ? renderNested(value, old) : undefined) ?? leaf(place, value)
}

const isUnchanged = (before: Hole, value: Hole): boolean =>
  before === value ||
  (value instanceof Memo && before instanceof Memo && isSame(before.dependencies, value.dependencies))

/** The print of a value that is more than a leaf; undefined for a leaf. */
function renderNested(value: unknown, old: Print | undefined): Print | undefined {
  if (value instanceof Template) return render(value, old)
  if (value instanceof Each) return renderEach(value, old)
  if (value instanceof Memo) return render(value.make(), old)
  return Array.isArray(value) ? renderArray(value, old) : undefined
}

function renderEach(each: Each, old: Print | undefined): Print {
  const { source, row, shared } = each
  if (source instanceof Stream) return renderStream(each, source, old)
  return sharedList(each, source, (item) => rowOf(row, item, undefined, shared, render))
}

const TEXT: Place = { kind: 'text', plain: false }

/** A plain array in a hole: its items are told apart by their index. */
function renderArray(values: readonly unknown[], old: Print | undefined): ListPrint {
  const before = typeof old === 'object' && old.kind === 'list' ? old.rows : []
  const rows = values.map((value, i): Row => {
    return { print: renderNested(value, before[i]?.print) ?? leaf(TEXT, value) }
  })
  return makeList([...rows.keys()], rows)
}

/** A stream's waiting changes; reading them leaves them there. */
function renderStream({ row, shared }: Each, source: Stream<object>, old: Print | undefined): StreamPrint {
  const { ops, rows: items } = source.changes
  const rows = items.map(({ domId, item }) => rowOf(row, item, domId, shared, render))
  const known = typeof old === 'object' && old.kind === 'stream' && old.source === source ? old.shape : null
  return { kind: 'stream', source, ops, rows, shape: rows.length > 0 ? commonShape(rows) : known, live: true }
}
