import type { LiveApp } from '../../support/live-app.ts'
import { WireBrowser, WireSocket } from '../../support/wire-client.ts'

/** Opens a page in a browser, a new one by default, and connects its socket. */
export async function visit({ url }: Pick<LiveApp, 'url'>, path = '/', browser = new WireBrowser(url)) {
  const { tokens: page, body } = await browser.get(path)
  return { browser, page, body, socket: await WireSocket.open(browser, page) }
}

/** The same, with the page's view joined. */
export async function visitAndJoin(
  live: Pick<LiveApp, 'url'>,
  path = '/',
  browser = new WireBrowser(live.url),
) {
  const visitor = await visit(live, path, browser)
  return { ...visitor, ...(await visitor.socket.join(path)) }
}
