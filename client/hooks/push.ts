/** Sends an event to the view that a hook belongs to; the answer is what its handler replies, rejected without one. */
export type Push = (event: string, payload: object) => Promise<unknown>
