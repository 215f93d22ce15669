import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import '../client/window.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const told = async ({ page }: OpenPage) => (await page.locator('#told li').allInnerTexts()).sort()

/** What was told since the last time. */
async function news(opened: OpenPage) {
  const all = await told(opened)
  await opened.page.locator('#told').evaluate((list) => list.replaceChildren())
  return all
}

// https://github.com/phoenixframework/phoenix_live_view/issues/3530
test.for(bothClients)(
  '%s client: hooks in the views of rows begin and end with their rows, each once',
  async (client) => {
    const opened = await gallery.open('/hook-lives', client)
    const { page } = opened
    const mounted = (...ids: readonly number[]) => ids.map((id) => `watched-${id} mounted`)
    await expect.poll(() => told(opened)).toEqual(['self mounted', ...mounted(1, 2, 3)])
    await news(opened)
    await page.click('#some')
    await expect.poll(() => told(opened)).toEqual(['watched-2 destroyed'])
    await news(opened)
    await page.click('#others')
    await expect.poll(() => told(opened)).toEqual(['watched-1 destroyed', ...mounted(2)])
    await news(opened)
    await page.click('#add')
    await expect.poll(() => told(opened)).toEqual(mounted(4))
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4325
test.for(bothClients)(
  '%s client: an element that a hook gives the id that it has stays, with its hook',
  async (client) => {
    const opened = await gallery.open('/hook-lives', client)
    const { page, sees } = opened
    const element = await page.$('#self')
    await page.click('#count')
    await sees('#self', 'Count 1')
    expect(await element?.evaluate((el) => el.isConnected)).toBe(true)
    const ofSelf = (await told(opened)).filter((each) => each.startsWith('self'))
    expect(ofSelf).toEqual(['self mounted', 'self updated'])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/4066
test.for(bothClients)(
  '%s client: what a hook pushes to an element that has gone reaches nobody else',
  async (client) => {
    const { page, sees, traffic } = await gallery.open('/hook-lives', client)
    const push = () =>
      page.evaluate(async () => {
        await window.director.pushEventTo(window.director.el, 'push').catch(() => {})
      })
    await push()
    await sees('#late-pushed', '1')
    await page.click('#toggle')
    await expect.poll(() => page.locator('#late').count()).toBe(0)
    traffic.clear()
    await push()
    await page.click('#count')
    await sees('#self', 'Count 1')
    expect(await page.innerText('#pushed')).toBe('0')
    const events = traffic
      .said()
      .flatMap(([way, name, payload]) => (way === 'sent' && name === 'event' ? [payload] : []))
    expect(events).toMatchObject([{ event: 'count' }])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3612
test.for(bothClients)(
  '%s client: a sticky view leads from page to page, and nothing in it is taken to have gone',
  async (client) => {
    const opened = await gallery.open('/sticky-head', client)
    const { page, sees } = opened
    await page.locator('#head.phx-connected').waitFor()
    for (const [button, title] of [
      ['#go-next', 'The next page'],
      ['#go-first', 'The first page'],
      ['#link-next', 'The next page'],
    ] as const) {
      await page.click(button)
      await sees('h1', title)
    }
    await page.click('#count')
    await sees('#count', '1')
    expect(await page.isVisible('#kept')).toBe(true)
    expect(await page.locator('body.removed').count()).toBe(0)
    expect(await page.locator('#head [class*=-loading]').count()).toBe(0)
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3496
test.for(bothClients)(
  '%s client: an element of a page may have the id and the hook of one in a sticky view before it',
  async (client) => {
    const opened = await gallery.open('/sticky-head', client)
    const { page, sees } = opened
    await page.locator('#head.phx-connected').waitFor()
    await expect.poll(() => told(opened)).toEqual(['mounted'])
    await page.click('#to-bare')
    await sees('h1', 'A bare page')
    expect(await page.locator('#twin').allInnerTexts()).toEqual(['A hook here, too'])
    await expect.poll(() => told(opened)).toContain('mounted')
  },
)
