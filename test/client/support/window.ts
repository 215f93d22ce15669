import type { LiveClient, LiveOptions } from '../../../client/live/index.ts'
import type { Command } from '../../../src/live/wire/commands.ts'

/** A hook on the page, as the tests drive it. */
export interface Recorder {
  js(): { exec(commands: readonly Command[]): void }
  pushEvent(event: string, payload: object): Promise<unknown>
  pushEventTo(
    target: string,
    event: string,
    payload: object,
  ): Promise<readonly PromiseSettledResult<unknown>[]>
}

/** What became of one morph. */
export interface Morphed {
  readonly html: string
  /** Ids of the elements that are still the same, in the order of the page. */
  readonly kept: readonly string[]
  /** How many nodes were put elsewhere, or were new. */
  readonly placed: number
}

/** What the scripts of pages put into the window for the tests. */
declare global {
  interface Window {
    /** What the hooks of this page have been told, in order. */
    calls: string[]
    /** The last `Recorder` that was mounted. */
    recorder: Recorder
    /** Set before the page loads: more options of its client. */
    options?: LiveOptions
    /** The client of the page. */
    client: LiveClient
    /** Kept by a function that is to show the next view. */
    showNext?: () => void
    /** Shows `before`, makes it like `after` with nothing in the way, and says what became of it. */
    morph(before: string, after: string): Promise<Morphed>
  }
}
