import type { Shape } from '../template/shape.ts'
import type { Fragment, ListPrint, NodePrint, Print, Row, StreamPrint } from './print.ts'

/** The templates that a message names; each travels with it once. */
export type Pool = Set<Shape>

/** The statics that stand around the rows of a list whose rows differ in template. */
const WRAP = '["",""]'

/** Keeps what `encode` writes together with the templates that it named. */
export function fragmentOf(encode: (pool: Pool) => string): Fragment {
  const pool: Pool = new Set()
  const json = encode(pool)
  return { json, shapes: [...pool] }
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
  return print.kind === 'list' ? encodeList(print, pool) : encodeStream(print, pool)
}

const encodeNode = (print: NodePrint, pool: Pool): string =>
  `{${encodeWhole(print, pool)}${print.shape.root ? ',"r":1' : ''}}`

/** The members of a whole template, for the top of a message: `r` is the reply there. */
export function encodeWhole(print: NodePrint, pool: Pool): string {
  const parts = encodeParts(print, pool)
  return `${parts}${parts && ','}"s":${nameOf(print.shape, pool)}`
}

function encodeParts({ parts }: NodePrint, pool: Pool): string {
  return parts.map((part, i) => `"${i}":${encodePrint(part, pool)}`).join(',')
}

function nameOf(shape: Shape, pool: Pool): number {
  pool.add(shape)
  return shape.number
}

// An empty list is empty text: its template travels with its first rows.
function encodeList(list: ListPrint, pool: Pool): string {
  if (list.rows.length === 0) return '""'
  list.fragment ??= fragmentOf((own) => {
    const entries = encodeEntries(list.rows, !list.shape, own)
    return `{"s":${staticsOf(list.shape, own)},"k":{${entries},"kc":${list.rows.length}}}`
  })
  return place(list.fragment, pool)
}

/** A stream with the template of its rows, which an empty one does not have yet. */
export function encodeStream(print: StreamPrint, pool: Pool): string {
  const ops = JSON.stringify(print.ops)
  if (print.rows.length === 0) return `{"s":[""],"k":{"kc":0},"stream":${ops}}`
  const entries = encodeEntries(print.rows, !print.shape, pool)
  return `{"s":${staticsOf(print.shape, pool)},"k":{${entries},"kc":${print.rows.length}},"stream":${ops}}`
}

const staticsOf = (shape: Shape | undefined | null, pool: Pool): string =>
  shape ? String(nameOf(shape, pool)) : WRAP

/** The rows of a list, numbered from 0. */
export const encodeEntries = (rows: readonly Row[], wrapped: boolean, pool: Pool): string =>
  rows.map((row, i) => `"${i}":${encodeEntry(row, wrapped, pool)}`).join(',')

/** A whole row: its holes alone, or wrapped where rows differ in template. */
export function encodeEntry(row: Row, wrapped: boolean, pool: Pool): string {
  if (wrapped) return `{"0":${encodePrint(row.print, pool)}}`
  const print = row.print as NodePrint
  if (print.live) return `{${encodeParts(print, pool)}}`
  row.fragment ??= fragmentOf((own) => `{${encodeParts(print, own)}}`)
  return place(row.fragment, pool)
}
