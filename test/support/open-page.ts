import type { Page } from 'playwright-core'
import { expect, onTestFailed, onTestFinished } from 'vitest'
import type { TestBrowser } from './browser.ts'
import { listenTo, type Traffic } from './traffic.ts'

/** A page whose view is connected. */
export interface OpenPage {
  readonly page: Page
  /** What has passed over its sockets, from the join on. */
  readonly traffic: Traffic
  /** Waits until an element shows this text. */
  sees(selector: string, shown: string): Promise<void>
}

/** Opens a page as `visitPage` does, and waits until its view is joined. */
export async function openPage(
  browser: TestBrowser,
  url: string,
  ...expected: readonly RegExp[]
): Promise<OpenPage> {
  const opened = await visitPage(browser, url, ...expected)
  await connected(opened.page)
  return opened
}

/**
 * Opens a page in a browser context of its own. When the test ends, the page must have had no problem but the
 * expected ones, and every part of its view must have been shown.
 */
export async function visitPage(
  browser: TestBrowser,
  url: string,
  ...expected: readonly RegExp[]
): Promise<OpenPage> {
  const { page, assertClean } = await browser.newPage()
  onTestFinished(async () => {
    try {
      expect(await page.locator('[data-phx-skip]').count()).toBe(0)
      assertClean(...expected)
    } finally {
      await page.context().close()
    }
  })
  const traffic = listenTo(page)
  onTestFailed(() => tell(url, traffic))
  await page.goto(url)
  const sees = (selector: string, shown: string) =>
    expect.poll(() => page.locator(selector).innerText({ timeout: 1000 })).toBe(shown)
  return { page, traffic, sees }
}

/** The page is gone when its test has failed; what passed last says what led there. */
function tell(url: string, { frames }: Traffic): void {
  const last = frames.slice(-60).map((passed) => JSON.stringify(passed).slice(0, 400))
  process.stderr.write(`The last frames of ${url}:\n${last.join('\n')}\n`)
}

/** Waits until the page's view is joined. */
export const connected = (page: Page): Promise<void> =>
  page.locator('[data-phx-main].phx-connected').waitFor()
