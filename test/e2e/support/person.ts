import type { BrowserContext, Page } from 'playwright-core'
import { expect, type TestContext } from 'vitest'
import type { TestBrowser, TestPage } from '../../support/browser.ts'
import { connected } from '../../support/open-page.ts'

/** Somebody in the room, with a browser of their own. */
export interface Person extends TestPage {
  readonly name: string
  /** Types into the composer and presses Enter. */
  say(text: string): Promise<void>
  /** The texts of all messages that are shown, those on their way left out. */
  messages(): Promise<readonly string[]>
  /** Waits until the view is connected. */
  connected(): Promise<void>
}

/** Opens a browser of its own and enters the room by the front door, as a person does. */
export async function enter(
  browser: TestBrowser,
  url: string,
  name: string,
  context?: BrowserContext,
): Promise<Person> {
  const opened = await browser.newPage(context)
  const { page } = opened
  await page.goto(url)
  await connected(page)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/chat\?user_id=/)
  await connected(page)
  await page.getByRole('heading', { name: 'The room' }).waitFor()
  return {
    ...opened,
    name,
    say: (text) => say(page, text),
    messages: () => page.locator('#messages > article .content').allTextContents(),
    connected: () => connected(page),
  }
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

/** Waits until the messages that a person sees end with these. */
export async function sees(person: Person, ...texts: readonly string[]): Promise<void> {
  const last = async () => (await person.messages()).slice(-texts.length)
  await expect.poll(last, { timeout: 10_000 }).toEqual(texts)
}

/** Closes what a test has opened, when it ends. */
export function closeAfter({ onTestFinished }: TestContext, ...people: readonly TestPage[]): void {
  onTestFinished(async () => {
    for (const { page } of people) await page.context().close()
  })
}
