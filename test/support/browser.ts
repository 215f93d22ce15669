import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { findChromium } from './chromium.ts'

/** A page under test, and what went wrong in it. */
export interface TestPage {
  readonly page: Page
  /** Console errors (refusals of the Content-Security-Policy are among them) and uncaught exceptions so far. */
  readonly problems: readonly string[]
  /** Throws when the page had a problem that no given pattern matches. */
  assertClean(...expected: readonly RegExp[]): void
}

/** A real Chromium for the tests of one file. */
export interface TestBrowser {
  readonly browser: Browser
  /** Opens a page in a context of its own (its own cookies), or in the given one. */
  newPage(context?: BrowserContext): Promise<TestPage>
  close(): Promise<void>
}

/** Starts Chromium; open it in `beforeAll` and close it in `afterAll`. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await playwright.launch({ ...(await findChromium()), args, timeout: 30_000 })
  return {
    browser,
    newPage: async (context) => watched(await (context ?? (await browser.newContext())).newPage()),
    close: () => browser.close(),
  }
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function watched(page: Page): TestPage {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message))
  return {
    page,
    problems,
    assertClean(...expected) {
      const left = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)))
      if (left.length > 0) throw new Error(`The page had problems:\n${left.join('\n')}`)
    },
  }
}
