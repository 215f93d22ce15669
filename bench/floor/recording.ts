/** What our server has sent, for a floor to send the same bytes. Payloads are JSON. */
export interface Recording {
  readonly page: string
  readonly setCookie: string
  /** The payload of the answer to a join. */
  readonly join: string
  /** The payload of the answer to an event. */
  readonly reply: string
  /** The payload that an event sends to everyone, if any. */
  readonly delivery: string | undefined
  /** The id of the user as whom a delivery is written into the database first. */
  readonly author?: string
}
