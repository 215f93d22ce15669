import { afterAll, beforeAll } from 'vitest'
import { openBrowser, type TestBrowser } from '../../support/browser.ts'
import { type ChatterServer, type ChatterServerOptions, serveChatter } from '../../support/chatter-server.ts'
import type { TestDatabase } from '../../support/database.ts'

/** Chatter and a browser, for all tests of a file. */
export interface Stage {
  readonly server: ChatterServer
  readonly browser: TestBrowser
}

/** Serves Chatter and starts a browser before the tests of a file; both end after them. */
export function useStage(
  database: TestDatabase,
  { past, ...options }: ChatterServerOptions & { readonly past?: () => Promise<void> } = {},
): Stage {
  const stage = {} as { server: ChatterServer; browser: TestBrowser }
  beforeAll(async () => {
    await past?.()
    stage.server = await serveChatter(database, options)
    stage.browser = await openBrowser()
  })
  afterAll(async () => {
    await stage.browser?.close()
    await stage.server?.close()
  })
  return stage
}
