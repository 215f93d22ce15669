import { LiveError } from '../kit/error.ts'
import type { Services } from './services.ts'

/** Writes the one line about a callback that failed; `view` and `turn` name it, `ref` is the event's. */
export function report({ log }: Services, view: string, turn: string, error: unknown, ref?: string): void {
  const code = error instanceof LiveError ? error.code : 'turn_failed'
  log.error({ code, view, turn, ref, err: error }, `${turn} of ${view} failed`)
}
