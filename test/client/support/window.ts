/** A hook on the page, as the tests drive it. */
export interface Recorder {
  pushEvent(event: string, payload: object): Promise<unknown>
  pushEventTo(
    target: string,
    event: string,
    payload: object,
  ): Promise<readonly PromiseSettledResult<unknown>[]>
}

/** What `page.ts` puts into the window for the tests. */
declare global {
  interface Window {
    /** What the hooks of this page have been told, in order. */
    calls: string[]
    /** The last `Recorder` that was mounted. */
    recorder: Recorder
    /** Set before the page loads: how its client is to show the next view. */
    viewTransition?: (show: () => void) => unknown
    /** Kept by such a function. */
    showNext?: () => void
  }
}
