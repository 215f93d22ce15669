import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** Turns the wheel until the page tells of these pages of the list. */
async function scrollUntil(page: Page, by: number, told: RegExp): Promise<void> {
  await page.mouse.move(200, 200)
  const turn = async () => {
    await page.mouse.wheel(0, by)
    return page.innerText('#pages')
  }
  await expect.poll(turn, { timeout: 50_000 }).toMatch(told)
}

test.for(bothClients)(
  '%s client: a list goes on at its end, and begins anew when one scrolls past its start',
  { timeout: 60_000 },
  async (client) => {
    const { page } = await gallery.open('/edges', client)
    await scrollUntil(page, 300, /^2–4/)
    expect(await page.locator('#lines li').count()).toBe(60)
    await scrollUntil(page, -5000, /^1–1, overran [1-9]/)
    expect(await page.locator('#lines li').first().innerText()).toBe('Line 0')
  },
)
