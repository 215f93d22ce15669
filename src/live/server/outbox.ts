import type { Diff } from '../wire/tree.ts'

/** A message to a browser: a diff, or the ref that it answers, its name, and its payload; all as JSON. */
export type Sent = string | { readonly ref: string | null; readonly event: string; readonly payload: string }

/** What a browser has missed. */
export interface Missed {
  readonly messages: readonly Sent[]
  /** Whether they have the changes of its page; otherwise that is to be sent in full. */
  readonly isWhole: boolean
}

/** What is kept of a message beside its payload, in bytes. */
const MESSAGE_BYTES = 100

/** A message that only counts. */
const NOTHING = '{}'
const NOTHING_BYTES = 8

/**
 * The messages to a browser that it has not acknowledged. They are numbered by counting from the join, at both ends.
 * When more waits than may, the changes of the page are forgotten where it can be sent in full, and what events have led
 * to stays. Else, or when that is too much as well, all is forgotten: it cannot be told any more.
 */
export class Outbox {
  readonly #limit: number
  readonly #canShowAgain: () => boolean
  #kept: Sent[] = []
  #bytes = 0
  /** How many messages there were before those that are kept. */
  #before = 0
  /** The number of the last message whose changes are forgotten. */
  #stripped = 0

  /** `limit` is in bytes; `canShowAgain` says whether the page can be sent in full. */
  constructor(limit: number, canShowAgain: () => boolean) {
    this.#limit = limit
    this.#canShowAgain = canShowAgain
  }

  /** The number of the last message. */
  get last(): number {
    return this.#before + this.#kept.length
  }

  get bytes(): number {
    return this.#bytes
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0
  }

  record(message: Sent): void {
    this.#kept.push(message)
    this.#bytes += weightOf(message)
    if (this.#bytes <= this.#limit) return
    if (this.#canShowAgain()) this.strip()
    if (this.#bytes > this.#limit) this.acknowledge(this.last)
  }

  /** The browser has everything up to this number. */
  acknowledge(number: number): void {
    const gone = this.#kept.splice(0, number - this.#before)
    this.#before += gone.length
    for (const message of gone) this.#bytes -= weightOf(message)
  }

  /** Forgets all changes of the page: it is sent in full. */
  strip(): void {
    this.#stripped = this.last
    this.#kept = this.#kept.map(stripped)
    this.#bytes = this.#kept.reduce((sum, message) => sum + weightOf(message), 0)
  }

  /** What came after the message of this number; undefined when some of it is forgotten, or when there was none such. */
  since(number: number): Missed | undefined {
    if (number < this.#before || number > this.last) return undefined
    const isWhole = number >= this.#stripped
    if (!isWhole && !this.#canShowAgain()) return undefined
    return { messages: this.#kept.slice(number - this.#before), isWhole }
  }
}

/** A message without changes of the page: the events that the view has pushed, and what an event has led to. */
function stripped(sent: Sent): Sent {
  if (typeof sent === 'string') return strippedDiff(sent)
  if (sent.event !== 'phx_reply') return sent
  const { response, status } = JSON.parse(sent.payload)
  const diff = response.diff && JSON.parse(strippedDiff(JSON.stringify(response.diff)))
  return { ...sent, payload: JSON.stringify({ response: { ...response, diff }, status }) }
}

function strippedDiff(diff: string): string {
  if (diff === NOTHING) return NOTHING
  const { e, r }: Diff = JSON.parse(diff)
  return e === undefined && r === undefined ? NOTHING : JSON.stringify({ e, r })
}

function weightOf(sent: Sent): number {
  if (sent === NOTHING) return NOTHING_BYTES
  return MESSAGE_BYTES + (typeof sent === 'string' ? sent : sent.payload).length
}
