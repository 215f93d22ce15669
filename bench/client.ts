/** Prints what our client takes beside the official one, in Chromium, on the same pages: `npm run bench:client`. */
import { openBrowser } from '../test/support/browser.ts'
import { type Client, clients, servePages } from './client/pages.ts'
import { INSERTS, ROWS } from './client/views.ts'
import { type Visit, visit } from './client/visit.ts'
import { officialSize, ownSize } from './client-sizes.ts'

const ROUNDS = 5

/** No run lasts longer, in milliseconds. */
const LONGEST_MS = 5 * 60_000

const subjects: Readonly<Record<keyof Visit, string>> = {
  one: `one row of ${ROWS} changes, ms`,
  beside: `a number beside ${ROWS} rows changes, ms`,
  join: `a page of ${ROWS} rows is joined, ms`,
  insert: `${INSERTS} rows come into a stream, ms`,
  shuffle: `${ROWS} rows are put into another order, ms`,
  busy: 'main thread, all turns on the table, ms',
  heap: 'heap after that, MB',
}

async function main(): Promise<void> {
  const pages = await servePages()
  const browser = await openBrowser()
  const visits: Record<Client, Visit[]> = { ours: [], official: [] }
  const started = performance.now()
  try {
    // The first of each warms the browser up.
    for (let round = 0; round <= ROUNDS && performance.now() - started < LONGEST_MS; round++)
      for (const client of clients) {
        const taken = await visit(browser, pages.url, client)
        if (round > 0) visits[client].push(taken)
      }
    console.log([head, ...(await sizes()), ...rows(visits)].join('\n'))
  } finally {
    await browser.close()
    await pages.close()
  }
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(42) : cell.padStart(26))).join('')

const head = line(['', 'ours', 'official', 'ratio'])

async function sizes(): Promise<string[]> {
  const [own, official] = await Promise.all([ownSize(), officialSize()])
  return [
    line([
      'bytes, brotli 11',
      `${own.brotli}`,
      `${official.brotli}`,
      (own.brotli / official.brotli).toFixed(2),
    ]),
  ]
}

const rows = ({ ours, official }: Record<Client, Visit[]>): string[] =>
  Object.entries(subjects).map(([key, what]) => {
    const [mine, theirs] = [ours, official].map((visits) => visits.map((visit) => visit[key as keyof Visit]))
    // Both of a round met the same noise, which their ratio therefore has less of.
    return line([
      what,
      spread(mine!),
      spread(theirs!),
      spread(mine!.map((figure, i) => figure / theirs![i]!)),
    ])
  })

/** The median, with the lowest and the highest. */
function spread(figures: readonly number[]): string {
  const sorted = figures.toSorted((a, b) => a - b)
  const [lowest, median, highest] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)]
  return `${median?.toFixed(2)} (${lowest?.toFixed(2)}–${highest?.toFixed(2)})`
}

await main()
