import type { Channel } from './channel.ts'
import { around, CONTAINER } from './container.ts'

const select = (view: string): string => `[data-phx-view="${view}"]`

/** The root of a live component of a view; null when it is not on the page. */
export const findComponent = (view: string, cid: number): HTMLElement | null =>
  document.querySelector(`${select(view)}[data-phx-component="${cid}"]`)

/** The live component that an element belongs to; undefined for one that belongs to a view itself. */
function componentOf(el: Element): number | undefined {
  const cid = around(el, `[data-phx-component],${CONTAINER}`)?.dataset['phxComponent']
  return cid === undefined ? undefined : Number(cid)
}

/** What an event is for: an element, a selector, or the number of a live component. */
export type PushTarget = Element | string | number

/** Who handles an event: the view that an element belongs to, or a live component of it. */
export interface Handler {
  readonly at: Element
  /** Absent for the view itself. */
  readonly cid?: number | undefined
}

/**
 * The handlers that a target stands for; a number is a live component of the view of `from`. A selector is looked up in
 * `page`, which may be one that is to come: then it is of that view, too.
 */
export function handlersOf(target: PushTarget, from: Element, page: ParentNode = document): Handler[] {
  const handlerOf = (el: Element) => ({ at: el.isConnected ? el : from, cid: componentOf(el) })
  if (typeof target === 'object') return [handlerOf(target)]
  if (/^\d+$/.test(`${target}`)) return [{ at: from, cid: Number(target) }]
  const found = [...page.querySelectorAll(`${target}`)]
  if (found.length === 0) console.warn(`No element matches the target ${target}: nothing is sent.`)
  return found.map(handlerOf)
}

/** Tells the server of live components that have gone from the page, so that it ends them. */
export class Removals {
  readonly #view: string
  readonly #channel: Channel
  readonly #onEnded: (cids: readonly number[]) => void
  #shown: readonly number[] = []
  /** Another one for each join, whose numbers mean something else. */
  #join = {}
  #last: Promise<unknown> = Promise.resolve()

  constructor(view: string, channel: Channel, onEnded: (cids: readonly number[]) => void) {
    this.#view = view
    this.#channel = channel
    this.#onEnded = onEnded
  }

  /** The next patch begins the page anew. */
  begin(): void {
    this.#shown = []
    this.#join = {}
  }

  /** The page has changed. */
  check(): void {
    const gone = this.#gone(this.#shown)
    const roots = document.querySelectorAll<HTMLElement>(select(this.#view))
    this.#shown = [...roots].map(({ dataset }) => Number(dataset['phxComponent']))
    const join = this.#join
    // One removal after another: the server could not tell which of two an answer belongs to.
    if (gone.length > 0) this.#last = this.#last.then(() => this.#tell(gone, join)).catch(() => {})
  }

  async #tell(cids: readonly number[], join: object): Promise<void> {
    await this.#push('cids_will_destroy', cids, join)
    // The server may have sent some of them again meanwhile.
    const gone = this.#gone(cids)
    if (gone.length > 0) this.#onEnded(await this.#push('cids_destroyed', gone, join))
  }

  async #push(event: string, cids: readonly number[], join: object): Promise<readonly number[]> {
    if (join !== this.#join || !this.#channel.isJoined) throw new Error('The page has begun anew.')
    const answer: { readonly cids?: readonly number[] } = await this.#channel.push(event, { cids })
    return answer.cids ?? []
  }

  #gone(cids: readonly number[]): readonly number[] {
    return cids.filter((cid) => !findComponent(this.#view, cid))
  }
}
