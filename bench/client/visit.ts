import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { bundleScript } from '../../client/bundle.mjs'
import type { TestBrowser } from '../../test/support/browser.ts'
import type { Client } from './pages.ts'

const inPage = bundleScript({ name: 'in-page.js', entry: join(import.meta.dirname, 'in-page.ts') }).then(
  ({ code }) => code,
)

/** What one visit of the pages took: milliseconds of the script for each message that was applied. */
export interface Visit {
  readonly join: number
  readonly one: number
  readonly beside: number
  readonly shuffle: number
  readonly insert: number
  /** Milliseconds that the main thread was busy with all of that, layout included. */
  readonly busy: number
  /** Megabytes of the heap after it. */
  readonly heap: number
}

/** Visits both pages under a client, and does everything that is measured. */
export async function visit(browser: TestBrowser, url: string, client: Client): Promise<Visit> {
  const { page, assertClean } = await browser.newPage()
  await page.addInitScript(await inPage)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const open = async (path: string) => {
    await page.goto(`${url}${path}?client=${client}`)
    await page.locator('.phx-connected').waitFor()
  }

  await open('/stream')
  const insert = await median(6, async () => {
    const taken = await click(page, 'insert')
    await click(page, 'empty')
    return taken
  })
  const joins = await median(5, async () => {
    await open('/table')
    return page.evaluate<number>('taken')
  })
  const before = await metric(session, 'TaskDuration')
  const one = await median(20, () => click(page, 'one'))
  const beside = await median(10, () => click(page, 'count'))
  const shuffle = await median(8, () => click(page, 'shuffle'))
  const busy = ((await metric(session, 'TaskDuration')) - before) * 1000
  await session.send('HeapProfiler.collectGarbage')
  const heap = (await metric(session, 'JSHeapUsedSize')) / 1e6
  assertClean()
  await page.context().close()
  return { join: joins, one, beside, shuffle, insert, busy, heap }
}

/** Clicks, and gives the milliseconds that its answer took once it is shown. */
const click = (page: Page, id: string): Promise<number> => page.evaluate<number>(`clicked('${id}')`)

async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const figures: number[] = []
  for (let i = 0; i < times; i++) figures.push(await measure())
  return figures.toSorted((a, b) => a - b)[times >> 1]!
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find((metric) => metric.name === name)!.value
}
