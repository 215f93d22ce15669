import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Diff } from '../../../src/live/wire/tree.ts'
import { openBrowser, type TestBrowser, type TestPage } from '../../support/browser.ts'
import { type ScriptedServer, scriptedServer } from './scripted-server.ts'

/** A page that has joined, and the server behind it. */
export interface LivePage extends TestPage {
  readonly server: ScriptedServer
}

/** Gives the tests of a file a browser; each page opened has its own server, and may be prepared before it loads. */
export function livePages(): (
  rendered: Diff | ((path: string) => Diff),
  path?: string,
  prepare?: (page: Page, server: ScriptedServer) => unknown,
) => Promise<LivePage> {
  let browser: TestBrowser
  const opened: LivePage[] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const { page, server } of opened.splice(0)) {
      await page.context().close()
      await server.close()
    }
  })
  return async (rendered, path = '/', prepare) => {
    const server = await scriptedServer(
      typeof rendered === 'function' ? rendered : () => structuredClone(rendered),
    )
    const tested = await browser.newPage()
    opened.push({ ...tested, server })
    await prepare?.(tested.page, server)
    await tested.page.goto(server.url + path)
    return { ...tested, server }
  }
}

/** Waits until the page shows its view. */
export const joined = (page: Page): Promise<unknown> => page.waitForSelector('[data-live-ready]')

/** A rendered view of fixed markup. */
export const fixed = (html: string): Diff => ({ s: [html] })
