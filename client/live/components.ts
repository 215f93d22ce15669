import { all, allNamed } from './all.ts'
import { type Channel, unanswered } from './channel.ts'
import { around, CONTAINER } from './container.ts'

const select = (view: string): string => `[data-phx-view="${view}"]`

/** The live component that an element belongs to; undefined for one that belongs to a view itself. */
function componentOf(el: Element): number | undefined {
  const cid = around(el, `[data-phx-component],${CONTAINER}`)?.dataset['phxComponent']
  return cid ? Number(cid) : undefined
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
  // What has gone belongs to nobody any more.
  if (typeof target === 'object') return target.isConnected ? [handlerOf(target)] : []
  const cid = Number(target)
  if (cid) return [{ at: from, cid }]
  return allNamed(target as string, page).map(handlerOf)
}

/** Tells the server of live components that have gone from the page, so that it ends them. */
export interface Removals {
  /** The next patch begins the page anew. */
  begin(): void
  /** The page has changed. */
  check(): void
}

/** Begins to watch the live components of a view. */
export function createRemovals(
  view: string,
  channel: Channel,
  onEnded: (cids: readonly number[]) => void,
): Removals {
  let shown: readonly number[] = []
  /** Another one for each join, whose numbers mean something else. */
  let join = {}
  let last: Promise<unknown> = Promise.resolve()

  const missing = (cids: readonly number[]) =>
    cids.filter((cid) => !document.querySelector(`${select(view)}[data-phx-component="${cid}"]`))

  async function tell(cids: readonly number[], mine: object): Promise<void> {
    const push = async (event: string, cids: readonly number[]) => {
      if (mine !== join || !channel.isJoined) throw unanswered(event)
      const answer: { readonly cids?: readonly number[] } = await channel.push(event, { cids })
      return answer.cids ?? []
    }
    await push('cids_will_destroy', cids)
    // The server may have sent some of them again meanwhile.
    const gone = missing(cids)
    if (gone.length > 0) onEnded(await push('cids_destroyed', gone))
  }

  return {
    begin() {
      shown = []
      join = {}
    },
    check() {
      const gone = missing(shown)
      const mine = join
      shown = all(select(view)).map(({ dataset }) => Number(dataset['phxComponent']))
      // One removal after another: the server could not tell which of two an answer belongs to.
      if (gone.length > 0) last = last.then(() => tell(gone, mine)).catch(() => {})
    },
  }
}
