import type { Push } from './push.ts'
import { idOf, rowsIn } from './rows.ts'

/** Loads the messages before the first one, a page at a time. */
export interface Older {
  /** Loads while the reader is near the top and there may be more. */
  check(): Promise<void>
  /** Rows were taken away at the top: there is more again. */
  reopen(): void
}

/** What `older` works with: the list, the line above it that says what goes on, and the way to the server. */
export interface OlderOptions {
  readonly list: HTMLElement
  readonly line: HTMLElement
  /** Whether the top is close enough to load before it comes into sight. */
  readonly isNear: () => boolean
  readonly push: Push
}

/** Watches over the start of a list. */
export function older({ list, line, isNear, push }: OlderOptions): Older {
  let loading = false
  let complete = false

  async function check(): Promise<void> {
    const [first] = rowsIn(list)
    if (loading) list.ariaBusy = 'true'
    if (loading || complete || !first || !isNear()) return
    loading = true
    line.textContent = 'Loading earlier messages…'
    const count = await load(idOf(first, list))
    loading = false
    list.ariaBusy = null
    complete = count === 0
    line.textContent = complete ? 'This is where the conversation begins.' : ''
    if (count !== undefined) await check()
  }

  /** How many came; undefined without an answer. */
  async function load(id: string): Promise<number | undefined> {
    const reply = await push('load_older', { id }).catch(() => undefined)
    return (reply as { count: number } | undefined)?.count
  }

  return {
    check,
    reopen() {
      complete = false
    },
  }
}
