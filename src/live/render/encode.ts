import { asciiJson } from '../kit/ascii.ts'
import { LiveError } from '../kit/error.ts'
import type { Shape } from '../template/shape.ts'
import { htmlOf } from './page.ts'
import {
  type Fragment,
  isOwn,
  type ListPrint,
  type NodePrint,
  type Print,
  type Row,
  type StreamPrint,
  type StreamRows,
} from './print.ts'
import { isSame } from './row.ts'

/** The templates that a message names; each travels with it once. */
export type Pool = Set<Shape>

/** The statics that stand around the rows of a list whose rows differ in template. */
const WRAP = '["",""]'

/** Keeps what `encode` writes together with the templates that it named. */
export function fragmentOf(encode: (pool: Pool) => string): Fragment {
  const pool: Pool = new Set()
  const json = asciiJson(encode(pool))
  return { json, shapes: [...pool] }
}

/** The templates that were named last, and their member: views that join one page name the same. */
let last: { readonly shapes: readonly Shape[]; readonly json: string } = { shapes: [], json: '' }

/** The member `p`: the templates that a message names; empty for none. */
export function templates(pool: Pool): string {
  if (pool.size === 0) return ''
  const shapes = [...pool]
  if (!isSame(shapes, last.shapes)) {
    const json = `"p":{${shapes.map(({ number, json }) => `"${number}":${json}`).join(',')}}`
    last = { shapes, json }
  }
  return last.json
}

/** Puts a fragment into a message. */
export function place({ json, shapes }: Fragment, pool: Pool): string {
  for (const shape of shapes) pool.add(shape)
  return json
}

/** A print in full, as JSON: for a position that showed something else before, or nothing. */
export function encodePrint(print: Print, pool: Pool): string {
  if (typeof print === 'string') return JSON.stringify(print)
  if (print.kind === 'node') return encodeNode(print, pool)
  if (print.kind === 'component') return String(print.slot.cid)
  if (print.kind === 'child') return JSON.stringify(print.slot.html)
  return print.kind === 'list' ? encodeList(print, pool) : encodeStream(print, pool)
}

function encodeNode(print: NodePrint, pool: Pool): string {
  if (!print.isShared) return nodeJson(print, pool)
  print.fragment ??= fragmentOf((own) => nodeJson(print, own))
  return place(print.fragment, pool)
}

const nodeJson = (print: NodePrint, pool: Pool): string =>
  `{${encodeWhole(print, pool)}${rootOf(print.shape)}}`

/** Says that what has this template, or each row of a list that has it, is exactly one element. */
const rootOf = (shape: Shape | undefined): string => (shape?.root ? ',"r":1' : '')

/** The members of a whole template, for the top of a message: `r` is the reply there. */
export function encodeWhole(print: NodePrint, pool: Pool): string {
  const parts = encodeParts(print, pool)
  return `${parts}${parts && ','}"s":${nameOf(print.shape, pool)}`
}

/** The members of all holes. */
export const encodeParts = ({ parts }: NodePrint, pool: Pool): string =>
  members(parts, (part) => encodePrint(part, pool))

/** Members that are told apart by their place. To join them in an array would copy what is nested at each level. */
function members<T>(items: readonly T[], encode: (item: T) => string): string {
  let json = ''
  for (let i = 0; i < items.length; i++) json += `${i === 0 ? '' : ','}"${i}":${encode(items[i]!)}`
  return json
}

function nameOf(shape: Shape, pool: Pool): number {
  pool.add(shape)
  return shape.number
}

// An empty list is empty text: its template travels with its first rows.
function encodeList(list: ListPrint, pool: Pool): string {
  if (list.rows.length === 0) return '""'
  if (list.own) return encodeRows(list, pool)
  list.fragment ??= fragmentOf((own) => encodeRows(list, own))
  return place(list.fragment, pool)
}

const encodeRows = ({ rows, shape }: ListPrint, pool: Pool): string =>
  `{"s":${staticsOf(shape, pool)},"k":{${encodeEntries(rows, !shape, pool)},"kc":${rows.length}}${rootOf(shape)}}`

const staticsOf = (shape: Shape | undefined | null, pool: Pool): string =>
  shape ? String(nameOf(shape, pool)) : WRAP

const encodeEntries = (rows: readonly Row[], wrapped: boolean, pool: Pool): string =>
  members(rows, (row) => encodeEntry(row, wrapped, pool))

/** A whole row: its holes alone, or wrapped where rows differ in template. */
export function encodeEntry(row: Row, wrapped: boolean, pool: Pool): string {
  if (wrapped) return `{"0":${encodePrint(row.print, pool)}}`
  const print = row.print as NodePrint
  if (print.own) return `{${encodeParts(print, pool)}}`
  row.fragment ??= fragmentOf((own) => `{${encodeParts(print, own)}}`)
  return place(row.fragment, pool)
}

/** A stream with the template of its rows, which one that never had any does not know yet. */
export function encodeStream(print: StreamPrint, pool: Pool): string {
  const isUnknown = !print.shape && print.changes.rows.length === 0
  const statics = isUnknown ? '[""]' : staticsOf(print.shape, pool)
  return `{"s":${statics},${streamMembers(print, pool)}}`
}

/** The changes of a stream whose rows have the template that the browser knows. */
export const encodeChanges = (print: StreamPrint, pool: Pool): string => `{${streamMembers(print, pool)}}`

function streamMembers({ source, changes }: StreamPrint, pool: Pool): string {
  if (!source.isOwned) {
    const mend = 'Return it from mount, or give it to live.assign, by a name of its own.'
    throw new LiveError('template_value', `A view shows a stream that is none of its assigns. ${mend}`)
  }
  if (changes.own) return encodeStreamRows(changes, pool)
  changes.fragment ??= fragmentOf((own) => encodeStreamRows(changes, own))
  return place(changes.fragment, pool)
}

function encodeStreamRows({ ops, rows, shape }: StreamRows, pool: Pool): string {
  const entries = members(rows, (row) => encodeStreamRow(row, !shape, pool))
  return `"k":{${entries}${entries && ','}"kc":${rows.length}},"stream":${JSON.stringify(ops)}`
}

// No diff ever touches such a row again: what is nested in it travels as finished HTML, without its template.
function encodeStreamRow(row: Row, wrapped: boolean, pool: Pool): string {
  if (isOwn(row.print)) return encodeEntry(row, wrapped, pool)
  if (wrapped) return `{"0":${JSON.stringify(htmlOf(row.print))}}`
  const { parts } = row.print as NodePrint
  row.fragment ??= fragmentOf(() => `{${members(parts, (part) => JSON.stringify(htmlOf(part)))}}`)
  return place(row.fragment, pool)
}
