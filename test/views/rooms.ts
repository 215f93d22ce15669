import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { openBrowser, type TestBrowser, type TestPage } from '../support/browser.ts'
import { type ChatterServerOptions, serveChatter } from '../support/chatter-server.ts'
import type { TestDatabase } from '../support/database.ts'
import type { MemoryImages } from '../support/memory-images.ts'
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts'

/** An empty room of Chatter, behind a network that can fail. */
export interface Room {
  readonly proxy: TcpProxy
  /** The images that its server keeps. */
  readonly images: MemoryImages
  /** Opens a path in a browser session of its own. */
  open(path?: string, options?: BrowserContextOptions): Promise<TestPage>
  /** Chooses a name in a browser session of its own, and waits until the room can be used. */
  enter(name: string, options?: BrowserContextOptions): Promise<Page>
}

interface RoomOptions extends Omit<ChatterServerOptions, 'port'> {
  /** Writes what was said before anybody came. */
  readonly past?: () => Promise<void>
}

/** Starts a browser for the tests of a file or block; each test opens rooms, which end with it. */
export function useRooms(database: TestDatabase): (options?: RoomOptions) => Promise<Room> {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  return async ({ past, ...options } = {}) => {
    await database.db.deleteFrom('messages').execute()
    await database.db.deleteFrom('users').execute()
    await past?.()
    const server = await serveChatter(database, options)
    const proxy = await tcpProxy(server.port)
    onTestFinished(() => Promise.all([proxy.close(), server.close()]).then(() => {}))

    const open: Room['open'] = async (path = '/', contextOptions = {}) => {
      const context = await browser.browser.newContext(contextOptions)
      onTestFinished(() => context.close())
      const opened = await browser.newPage(context)
      await opened.page.goto(`http://127.0.0.1:${proxy.port}${path}`)
      return opened
    }
    return {
      proxy,
      images: server.images,
      open,
      enter: async (name, session) => enterRoom((await open('/', session)).page, name),
    }
  }
}

async function enterRoom(page: Page, name: string): Promise<Page> {
  await page.waitForSelector('.phx-connected')
  await page.fill('#name', name)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.phx-connected #message-form')
  return page
}

/** Types a message and sends it by Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await page.focus('textarea')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** The texts of the messages that have arrived, oldest first. */
export const messages = (page: Page): Promise<string[]> =>
  page.locator('#messages .content').allTextContents()

/** The texts of one's own messages that are on their way. */
export const onTheWay = (page: Page): Promise<string[]> => page.locator('#outbox .content').allTextContents()
