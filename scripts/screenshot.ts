/** Takes the picture of the README from the app itself: a conversation, in a browser of 1280 by 800. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { localPubSub } from 'oriel/bus'
import type { Browser, Page } from 'playwright-core'
import { buildClient } from '../client/build.mjs'
import { createApp } from '../src/app.ts'
import { createChatter } from '../src/chatter/index.ts'
import { openDatabase } from '../src/db/open.ts'
import type { Database } from '../src/db/schema.ts'
import { diskStore } from '../src/images/disk-store.ts'
import { openBrowser } from '../test/support/browser.ts'
import { landscape } from './landscape.ts'

const picture = join(import.meta.dirname, '../docs/images/chat.png')

/** What was said before the picture is taken: minutes ago, by whom, what. */
const past: readonly (readonly [minutes: number, name: string, text: string])[] = [
  [52, 'grace_hopper', 'Good morning! Is anybody up already?'],
  [51, 'mary_shelley', 'Barely. I have coffee and no opinions yet.'],
  [31, 'ada_lovelace', 'I tried the room on the train. It lost the network in every tunnel'],
  [30, 'ada_lovelace', 'and came back each time with everything that I had missed.'],
  [28, 'katherine-j', 'What happens to a message that is on its way just then?'],
  [26, 'ada_lovelace', 'Its text comes back into the field, and sending it again is harmless.'],
  [14, 'grace_hopper', 'While your coffee cools, Mary: https://www.rfc-editor.org/rfc/rfc6455'],
  [12, 'mary_shelley', 'It is alive!'],
]

/** What is said while everybody is there; one message has an image. */
const present: readonly (readonly [name: string, text: string, alt?: string])[] = [
  ['katherine-j', 'I did the sums on paper first. The screen agrees with me.'],
  ['alan_t', 'Good. I only believe things that halt.'],
  ['grace_hopper', 'That rules out most of our meetings.'],
  ['ada_lovelace', 'And this is what I saw between the tunnels:', 'Hills before an evening sky'],
]

const online = ['grace_hopper', 'katherine-j', 'alan_t', 'ada_lovelace']
const away = ['mary_shelley', 'emmy_noether', 'hedy', 'tim-bl']

async function tellPast(db: Kysely<Database>): Promise<void> {
  let now = Date.now()
  const chatter = await createChatter({
    db,
    pubsub: localPubSub(),
    messageRate: 0,
    imageStore,
    imageBytes: 8_000_000,
    clock: () => now,
  })
  const start = now
  for (const name of away) await chatter.accounts.findOrCreate(name)
  for (const [minutes, name, text] of past) {
    now = start - minutes * 60_000
    const user = await chatter.accounts.findOrCreate(name)
    if (user.ok) await chatter.chat.send(user.value, text)
  }
  await chatter.close()
}

async function enter(browser: Browser, url: string, name: string): Promise<Page> {
  const options = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } as const
  const page = await (await browser.newContext(options)).newPage()
  await page.goto(url)
  await page.locator('.phx-connected').waitFor()
  await page.getByLabel('Your name').fill(name)
  await page.keyboard.press('Enter')
  await page.locator('.phx-connected #message-form').waitFor()
  return page
}

async function attach(page: Page, alt: string): Promise<void> {
  const file = { name: 'train.jpg', mimeType: 'image/jpeg', buffer: await landscape(page) }
  await page.setInputFiles('#image-form input', file)
  await page.locator('.card[data-state=done]').waitFor()
  await page.locator('.card input').fill(alt)
}

async function takePicture(browser: Browser, url: string): Promise<void> {
  const pages = new Map<string, Page>()
  for (const name of online) pages.set(name, await enter(browser, url, name))
  const mine = pages.get('ada_lovelace')!
  for (const [name, text, alt] of present) {
    const page = pages.get(name)!
    if (alt) await attach(page, alt)
    await page.getByLabel('Message', { exact: true }).fill(text)
    await page.keyboard.press('Enter')
    await mine.locator('#messages .content', { hasText: text }).waitFor()
  }
  await mine.getByText(`${online.length} online of`).first().waitFor()
  await mine.mouse.move(0, 0)
  await mine.waitForLoadState('networkidle')
  await mine.screenshot({ path: picture, animations: 'disabled' })
}

const folder = await mkdtemp(join(tmpdir(), 'oriel-screenshot-'))
const clientDir = join(folder, 'client')
const imageStore = diskStore(join(folder, 'images'))
await buildClient({ outdir: clientDir })
const database = await openDatabase({ dataDir: folder })
await tellPast(database.db)
const config = {
  logLevel: 'warn',
  messageRate: 0,
  secretKeyBase: 'pictured '.repeat(8),
  trustProxy: false,
} as const
const app = await createApp({ config, db: database.db, imageStore, clientDir })
const { browser, close } = await openBrowser()
try {
  await takePicture(browser, await app.listen({ port: 0, host: '127.0.0.1' }))
  console.log(`The picture is in ${picture}`)
} finally {
  await close()
  await app.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
}
