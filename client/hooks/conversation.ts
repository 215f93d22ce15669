import type { Hook } from '../live/index.ts'
import { type Older, older } from './older.ts'
import { keepPlace, type Place } from './place.ts'
import type { Push } from './push.ts'
import { arrangeRows, idOf, rowsIn } from './rows.ts'
import { type Unread, unread } from './unread.ts'

/**
 * Keeps a conversation readable while it grows at both ends: groups and days, the reader's place, a pill for what
 * came out of sight, older messages before the top comes into sight, and a line where one left off.
 */
export const Conversation: Hook<{ conversation: LiveConversation }> = {
  mounted() {
    this.conversation = new LiveConversation(this.el, (event, payload) => this.pushEvent(event, payload))
  },
  disconnected() {
    this.conversation.pause()
  },
  reconnected() {
    this.conversation.resume()
  },
  destroyed() {
    this.conversation.end()
  },
}

// In a room that stays open for days, rows far above the reader go; they can be loaded again.
const mostRows = 600
const keptRows = 300

class LiveConversation {
  readonly #el: HTMLElement
  readonly #list: HTMLElement
  readonly #outbox: HTMLElement
  readonly #push: Push
  readonly #place: Place
  readonly #older: Older
  readonly #unread: Unread
  readonly #undo = new AbortController()
  readonly #observer = new MutationObserver((records) => this.#changed(records))
  #newest: HTMLElement | undefined
  #seen: HTMLElement | undefined

  constructor(el: HTMLElement, push: Push) {
    const part = (id: string) => el.querySelector(`#${id}`) as HTMLElement
    const { signal } = this.#undo
    const scroller = part('scroller')
    const pill = part('pill').firstElementChild as HTMLButtonElement
    const list = part('messages')
    const place = keepPlace(scroller, () => rowsIn(list))

    this.#el = el
    this.#list = list
    this.#outbox = part('outbox')
    this.#push = push
    this.#place = place
    this.#older = older({ scroller, list, push, line: part('history') })
    this.#unread = unread(pill, list, signal)
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal })
    pill.addEventListener('click', () => place.follow(), { signal })
    this.#begin(scroller)
  }

  #begin(scroller: HTMLElement): void {
    this.#arrange()
    this.#newest = rowsIn(this.#list).at(-1)
    // The marks are watched too: a row that is sent again loses them.
    const attributeFilter = ['data-own', 'data-continues', 'data-day']
    this.#observer.observe(scroller, { subtree: true, childList: true, attributeFilter })
    this.#older.watch()
  }

  /** Runs after each change and before it is painted. */
  #changed(records: readonly MutationRecord[]): void {
    this.#arrange()
    if (records.some((record) => this.#isSending(record))) this.#place.follow()
    else this.#place.restore()
    this.#unread.arrived(this.#takeFresh(), this.#place.atEnd)
    if (this.#place.atEnd) this.#prune()
    // A patch takes the attribute away, as the server knows nothing of it.
    if (this.#older.isLoading) this.#list.ariaBusy = 'true'
    this.#observer.takeRecords()
  }

  #isSending({ target, addedNodes }: MutationRecord): boolean {
    return target === this.#outbox && addedNodes.length > 0
  }

  #arrange(): void {
    arrangeRows(rowsIn(this.#list, this.#outbox), this.#el.dataset['reader'] ?? '')
  }

  /** The rows of others that now stand after the newest one of last time. */
  #takeFresh(): readonly HTMLElement[] {
    const rows = rowsIn(this.#list)
    const fresh = rows.slice(rows.findIndex(({ id }) => id === this.#newest?.id) + 1)
    this.#newest = rows.at(-1)
    return fresh.filter((row) => row.dataset['own'] === undefined)
  }

  #prune(): void {
    const rows = rowsIn(this.#list)
    if (rows.length <= mostRows) return
    for (const row of rows.slice(0, -keptRows)) row.remove()
    this.#older.watch()
  }

  #scrolled(): void {
    this.#place.note()
    if (this.#place.atEnd) this.#unread.clear()
  }

  /** The connection is gone. */
  pause(): void {
    this.#seen = this.#newest
  }

  /** The connection is back: asks for what came meanwhile. */
  resume(): void {
    const seen = this.#seen && document.getElementById(this.#seen.id)
    // If it is no longer here, the list was rebuilt from the newest back, without a gap.
    if (seen) void this.#push('catch_up', { id: idOf(seen, this.#list) }).catch(() => undefined)
    this.#older.watch()
  }

  end(): void {
    this.#observer.disconnect()
    this.#older.end()
    this.#undo.abort()
  }
}
