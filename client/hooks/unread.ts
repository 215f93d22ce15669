/** What a reader has not seen yet. */
export interface Unread {
  /** Rows of others have come; `inSight` when the reader follows the newest. */
  arrived(rows: readonly HTMLElement[], inSight: boolean): void
  /** The reader is at the newest. */
  clear(): void
}

/** Counts new rows on the pill, and marks the first that came while the tab was hidden (`data-unread`). */
export function unread(pill: HTMLButtonElement, list: HTMLElement, signal: AbortSignal): Unread {
  const words = pill.lastElementChild as HTMLElement
  let count = 0

  function show(next: number): void {
    count = next
    pill.hidden = count === 0
    words.textContent = `${count} new ${count === 1 ? 'message' : 'messages'}`
  }

  const marked = () => list.querySelector('[data-unread]')

  function leave(): void {
    // What was marked before has been in front of the reader since.
    if (document.hidden) marked()?.removeAttribute('data-unread')
  }

  document.addEventListener('visibilitychange', leave, { signal })
  return {
    arrived(rows, inSight) {
      if (document.hidden && !marked()) rows[0]?.setAttribute('data-unread', '')
      show(inSight ? 0 : count + rows.length)
    },
    clear: () => show(0),
  }
}
