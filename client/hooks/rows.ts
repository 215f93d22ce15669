interface Facts {
  readonly author: string
  readonly time: number
  readonly day: string
}

const together = 5 * 60_000
const language = document.documentElement.lang
const dayNames = { weekday: 'long', day: 'numeric', month: 'long' } as const
const thisYear = new Intl.DateTimeFormat(language, dayNames)
const otherYear = new Intl.DateTimeFormat(language, { ...dayNames, year: 'numeric' })
const known = new WeakMap<HTMLElement, Facts>()

/** The message rows inside an element, in order. */
export const rowsIn = (...parents: readonly Element[]): HTMLElement[] =>
  parents.flatMap((parent) => [...parent.querySelectorAll<HTMLElement>(':scope > .message')])

/** The id of the message that a row of a list shows. */
export const idOf = (row: Element, list: Element): string => row.id.slice(list.id.length + 1)

/**
 * Marks rows with what depends on the reader and on their neighbours, for the stylesheet: `data-own`,
 * `data-continues` (the same author within five minutes) and `data-day` (the first of a day, and its name).
 */
export function arrangeRows(rows: readonly HTMLElement[], reader: string): void {
  let before: Facts | undefined
  for (const row of rows) {
    const facts = factsOf(row)
    mark(row, 'own', facts.author === reader ? '' : undefined)
    mark(row, 'day', facts.day === before?.day ? undefined : facts.day)
    mark(row, 'continues', before && continues(before, facts) ? '' : undefined)
    before = facts
  }
}

const continues = (before: Facts, row: Facts): boolean =>
  before.author === row.author && before.day === row.day && row.time - before.time < together

function factsOf(row: HTMLElement): Facts {
  const facts = known.get(row) ?? readFacts(row)
  known.set(row, facts)
  return facts
}

function readFacts(row: HTMLElement): Facts {
  const time = Date.parse(row.querySelector('time')?.dateTime ?? '')
  const author = row.querySelector('.author')?.textContent ?? ''
  return { author, time, day: dayOf(new Date(time)) }
}

const dayOf = (date: Date): string =>
  (date.getFullYear() === new Date().getFullYear() ? thisYear : otherYear).format(date)

function mark(row: HTMLElement, name: string, value: string | undefined): void {
  if (row.dataset[name] === value) return
  if (value === undefined) delete row.dataset[name]
  else row.dataset[name] = value
}
