import type { Log } from 'oriel/server'

/** One line that was logged. */
export interface LogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug'
  readonly message: string
  readonly code?: string
  readonly err?: unknown
}

/** A log that keeps its lines. */
export function logLines(): { readonly log: Log; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = []
  const keep = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ ...fields, level, message })
  }
  return {
    log: { error: keep('error'), warn: keep('warn'), info: keep('info'), debug: keep('debug') },
    lines,
  }
}
