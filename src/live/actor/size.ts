import type { LiveHandle } from './handle.ts'
import type { Services } from './services.ts'

/** Warns developers of a message that every browser will have to be sent. */
export function checkSize({ limits, log }: Services, { identity }: LiveHandle, message: string): void {
  const { largeBytes } = limits
  if (largeBytes === 0 || message.length <= largeBytes) return
  const { view } = identity
  const mend = 'Show less at once, or put a list that grows into a stream with a limit.'
  log.warn({ view, bytes: message.length }, `${view} sends ${message.length} bytes in one message. ${mend}`)
}
