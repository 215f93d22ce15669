/** Where a reader is in a list that grows at both ends. */
export interface Place {
  /** Whether the reader follows the newest. */
  readonly atEnd: boolean
  /** Notes where the reader is, after a scroll. */
  note(): void
  /** Brings the reader back there after the list has changed: to the end, or to the same text at the same height. */
  restore(): void
  /** Goes to the newest and follows it from now on. */
  follow(): void
  /** How many pixels of the list are above what is visible. */
  above(): number
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
  const place: Place = {
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
      if (atEnd) scroller.scrollTop = 0
      else if (anchor && row) scroller.scrollTop += topOf(row) - anchor.top
      place.note()
    },
    follow() {
      scroller.scrollTop = 0
      place.note()
    },
    above: () => scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop,
  }
  return place
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
