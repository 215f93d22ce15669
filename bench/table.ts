/** One line of a table: our server beside its floor, a figure for each round. */
export interface Row {
  readonly what: string
  /** Operations of ours in a round. */
  readonly n: number
  readonly ours: readonly number[]
  /** Empty where nothing is compared. */
  readonly floor: readonly number[]
  /** Bytes that one operation of ours brought. */
  readonly bytes: number
  readonly floorBytes: number
  /** What failed or did not arrive, on both sides and in all rounds. */
  readonly losses: number
}

/** What a subject has measured. */
export interface Table {
  readonly title: string
  /** What `ours` and `floor` are counted in. */
  readonly unit: string
  /** What the second figure is; the floor when absent. */
  readonly against?: string
  readonly rows: readonly Row[]
}

/** A line for what was counted once, beside nothing or beside one figure of a floor. */
export const counted = (what: string, n: number, ours: number, floor?: number, losses = 0): Row => ({
  what,
  n,
  ours: [ours],
  floor: floor === undefined ? [] : [floor],
  bytes: 0,
  floorBytes: 0,
  losses,
})

/** Writes a table as text; a figure of several rounds is its median, with the lowest and the highest. */
export function printTable(table: Table): string {
  const { title } = table
  const lines = linesOf(table)
  const head = lines[0]!
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return [title, ...lines.map((line) => aligned(line, widths))].join('\n')
}

/** The same as Markdown. */
export function markdownTable(table: Table): string {
  const [head = [], ...lines] = linesOf(table)
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function linesOf({ unit, against = 'floor', rows }: Table): readonly (readonly string[])[] {
  const head = ['', 'n', `ours, ${unit}`, `${against}, ${unit}`, 'ratio', 'bytes', 'floor bytes', 'lost']
  return [head, ...rows.map(cells)]
}

function cells({ what, n, ours, floor, bytes, floorBytes, losses }: Row): string[] {
  // Both sides of a round met the same noise, which their ratio therefore has less of.
  const ratios = ours.map((figure, round) => figure / floor[round]!)
  // A floor that is lost in the noise, as memory may be, is nothing to compare with.
  const ratio = floor.length > 0 && floor.every((figure) => figure > 0) ? spread(ratios) : '–'
  const counts = [bytes, floorBytes, losses].map((count) => count.toFixed(0))
  return [what, n.toFixed(0), spread(ours), floor.length > 0 ? spread(floor) : '–', ratio, ...counts]
}

function spread(figures: readonly number[]): string {
  const sorted = figures.toSorted((a, b) => a - b)
  if (sorted.length === 1) return rounded(sorted[0])
  const [lowest, median, highest] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map(rounded)
  return `${median} (${lowest}–${highest})`
}

const rounded = (figure = Number.NaN): string => figure.toFixed(figure < 100 ? 1 : 0)

const aligned = (line: readonly string[], widths: readonly number[]): string =>
  line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
