import type { LiveApp } from '../../support/live-app.ts'
import { type Answer, WireBrowser } from '../../support/wire-client.ts'

/** Sends a form of a page as its browser does. */
export async function post(
  browser: WireBrowser,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { tokens } = await browser.get('/')
  return browser.get(path, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, _csrf_token: tokens.csrf }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}

/** A browser in which somebody has signed in. */
export async function signIn({ url }: LiveApp, name = 'Ana', browser = new WireBrowser(url)) {
  await post(browser, '/session', { name })
  return browser
}
