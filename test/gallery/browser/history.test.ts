import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const offset = ({ page }: OpenPage) => page.evaluate(() => Math.round(scrollY))
const scroll = ({ page }: OpenPage, y: number) => page.evaluate((y) => window.scrollTo(0, y), y)

/** Waits until the history knows where the page is scrolled to: clients write that down after a while. */
async function isNoted(opened: OpenPage) {
  const y = await offset(opened)
  await expect.poll(() => opened.page.evaluate(() => history.state?.scroll)).toBe(y)
}

/** Clicks on a link without scrolling to it. */
const follow = ({ page }: OpenPage, selector: string) =>
  page.locator(selector).evaluate((link) => (link as HTMLElement).click())

test.for(bothClients)('%s client: a patch leaves the page where it is scrolled to', async (client) => {
  const opened = await gallery.open('/long', client)
  await scroll(opened, 2500)
  await isNoted(opened)
  await follow(opened, '#on')
  await opened.sees('h1', 'First, page 2')
  expect(await offset(opened)).toBe(2500)
  await opened.page.goBack()
  await opened.sees('h1', 'First, page 1')
  await expect.poll(() => offset(opened)).toBe(2500)
})

test.for(bothClients)(
  '%s client: all the way back patches within a view, and joins where it was another',
  async (client) => {
    const opened = await gallery.open('/long', client)
    const { page, sees, traffic } = opened
    for (const [link, shown] of [
      ['#on', 'First, page 2'],
      ['#other', 'Second, page 1'],
      ['#on', 'Second, page 2'],
    ] as const) {
      await follow(opened, link)
      await sees('h1', shown)
    }
    traffic.clear()
    for (const shown of ['Second, page 1', 'First, page 2', 'First, page 1']) {
      await page.goBack()
      await sees('h1', shown)
    }
    const sent = traffic.said().flatMap(([way, event]) => (way === 'sent' ? [event] : []))
    expect(sent).toEqual(['live_patch', 'phx_leave', 'phx_join', 'live_patch'])
  },
)

test.for(bothClients)(
  '%s client: views that lead on as they connect are followed to the last, on one socket',
  async (client) => {
    const opened = await gallery.open('/relay/4', client)
    await opened.sees('h1', '0 to go')
    await expect.poll(() => new URL(opened.page.url()).pathname).toBe('/relay/0')
    const refused = opened.traffic
      .said()
      .flatMap(([, event, payload]) =>
        event === 'phx_reply' && (payload as { status: string }).status === 'error' ? [payload] : [],
      )
    expect(refused).toMatchObject(
      [3, 2, 1, 0].map((left) => ({
        response: {
          live_redirect: { to: `/relay/${left}`, kind: 'replace' },
          events: [['relayed', { left: left + 1 }]],
        },
      })),
    )
  },
)
