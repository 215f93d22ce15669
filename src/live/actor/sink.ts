import type { PatchTo } from './leave.ts'

/** Where a view's messages go: one channel of a socket, or a test. Payloads are JSON already. */
export interface Sink {
  /** Whether a browser is there at all. */
  isThere(): boolean
  /** Whether the browser keeps up; while not, changes are held back and merged. */
  canTake(): boolean
  /** Answers an event; `response` is what the browser's callback is given, or not, where it was refused. */
  reply(ref: string, response: string, isRefused?: boolean): void
  push(event: string, payload: string): void
  /** The view has ended of its own accord. */
  close(): void
  /** The view has failed: the browser may join anew. */
  fail(): void
  /** Takes the view of the page to another URL on behalf of a nested one. */
  patchPage(to: PatchTo): void
}
