import { isOwn, type ListPrint, type NodePrint, type Print, type Row, type StreamRows } from './print.ts'

/** The HTML of a print: what a browser would make of its diff, without the way through JSON. */
export function htmlOf(print: Print): string {
  if (typeof print === 'string') return print
  if (print.kind === 'node') return nodeHtml(print)
  if (print.kind === 'child') return print.slot.html
  if (print.kind === 'component') return print.slot.print ? nodeHtml(print.slot.print) : ''
  return rowsHtml(print.kind === 'list' ? print : print.changes)
}

function nodeHtml({ shape, parts }: NodePrint): string {
  const { statics } = shape
  let html = statics[0]!
  for (let i = 0; i < parts.length; i++) html += htmlOf(parts[i]!) + statics[i + 1]
  return html
}

function rowsHtml(list: ListPrint | StreamRows): string {
  if (list.own) return list.rows.map(rowHtml).join('')
  list.html ??= list.rows.map(rowHtml).join('')
  return list.html
}

/** The HTML of a row, which is kept unless it belongs to one view. */
export function rowHtml(row: Row): string {
  if (isOwn(row.print)) return htmlOf(row.print)
  row.html ??= htmlOf(row.print)
  return row.html
}
