import type { Print, StreamPrint } from './print.ts'
import { rowsOfNone } from './stream-rows.ts'

/** Says that a print has been sent: the browser has the rows of its streams now, the server forgets them. */
export function forgetStreams(print: Print): void {
  if (typeof print === 'string' || !print.live) return
  if (print.kind === 'node') for (const part of print.parts) forgetStreams(part)
  else if (print.kind === 'list') for (const row of print.rows) forgetStreams(row.print)
  else if (print.kind === 'stream') forgetRows(print)
}

/** The same for one stream. */
export function forgetRows(print: StreamPrint): void {
  if (print.changes.own) for (const row of print.changes.rows) forgetStreams(row.print)
  print.source.flush()
  print.changes = rowsOfNone(print)
}
