/** Where a reader is in a list that grows at both ends. */
export interface Place {
  /** Whether the reader follows the newest. */
  readonly atEnd: boolean
  /** Notes where the reader is, after a scroll. */
  note(): void
  /** Brings the same text back to the same height, after the list has changed. */
  restore(): void
  /** Goes to the newest and follows it from now on. */
  follow(): void
}

const nearly = 32

/**
 * Keeps the place in a scroller whose content is laid out from its end (`column-reverse`): its `scrollTop` is 0 at
 * the newest and negative above, so that following the newest and rows added at the top need no correction.
 */
export function keepPlace(scroller: HTMLElement, rows: () => readonly HTMLElement[]): Place {
  let atEnd = true
  let anchor: { readonly id: string; readonly top: number } | undefined

  const topOf = (row: Element) => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  return {
    get atEnd() {
      return atEnd
    },
    note() {
      atEnd = scroller.scrollTop > -nearly
      const row = atEnd ? undefined : firstVisible(rows(), scroller)
      anchor = row && { id: row.id, top: topOf(row) }
    },
    restore() {
      const row = anchor && document.getElementById(anchor.id)
      if (anchor && row) scroller.scrollTop += topOf(row) - anchor.top
    },
    follow() {
      atEnd = true
      anchor = undefined
      scroller.scrollTop = 0
    },
  }
}

/** The first row that reaches below the top edge, found by halving: rows stand in order. */
function firstVisible(rows: readonly HTMLElement[], scroller: HTMLElement): HTMLElement | undefined {
  const edge = scroller.getBoundingClientRect().top
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.getBoundingClientRect().bottom > edge) high = middle
    else low = middle + 1
  }
  return rows[low]
}
