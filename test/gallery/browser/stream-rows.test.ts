import { expect, test } from 'vitest'
import { connected, type OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const guests = ({ page }: OpenPage) => page.locator('#guests .guest').allInnerTexts()
const items = ({ page }: OpenPage, list: string) => page.locator(`${list} > li`).allInnerTexts()

test.for(bothClients)(
  '%s client: a row that is updated, moved or kept by a reset is still the same element',
  async (client) => {
    const opened = await gallery.open('/stream-guests', client)
    const { page } = opened
    await page.locator('#guests-b').evaluate((row) => Object.assign(row, { isMarked: true }))
    const isMarked = () => page.locator('#guests-b').evaluate((row) => 'isMarked' in row)
    await page.click('#cheer')
    await expect.poll(() => guests(opened)).toEqual(['a is glad', 'b is calm'])
    await page.click('#move')
    await expect.poll(() => guests(opened)).toEqual(['b is moved', 'a is glad'])
    expect(await isMarked()).toBe(true)
    await page.click('#restart')
    await expect.poll(() => guests(opened)).toEqual(['b is calm', 'd is calm', 'a is calm'])
    expect(await isMarked()).toBe(true)
  },
)

test.for(bothClients)(
  '%s client: what is no row stays in its list, and is seen when there are no rows',
  async (client) => {
    const opened = await gallery.open('/stream-guests', client)
    const { page } = opened
    expect(await page.isVisible('#empty')).toBe(false)
    await page.click('#clear')
    await expect.poll(() => page.isVisible('#empty')).toBe(true)
    await page.click('#come')
    await expect.poll(() => guests(opened)).toEqual(['c is calm'])
    expect(await page.isVisible('#empty')).toBe(false)
    expect(await page.locator('#empty').count()).toBe(1)
  },
)

test.for(bothClients)('%s client: a row that goes stays until its transition has ended', async (client) => {
  const opened = await gallery.open('/stream-guests', client)
  await opened.page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    const row = document.querySelector('#guests-a') as HTMLElement
    new MutationObserver(() => seen.push(row.isConnected ? row.className : 'gone')).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['class'],
    })
  })
  await opened.page.click('#go-a')
  await expect.poll(() => guests(opened)).toEqual(['b is calm'])
  const seen = await opened.page.evaluate(() => (window as unknown as { seen: readonly string[] }).seen)
  expect(seen).toContain('guest fading')
  await opened.page.click('#come')
  await expect.poll(() => guests(opened)).toEqual(['b is calm', 'c is calm'])
  // What comes back is seen, whether it has gone or is about to.
  await opened.page.click('#restart')
  await expect.poll(() => guests(opened)).toEqual(['b is calm', 'd is calm', 'a is calm'])
  expect(await opened.page.isVisible('#guests-a')).toBe(true)
})

test.for(bothClients)(
  '%s client: streams of a page and of a sticky view have nothing to do with each other',
  async (client) => {
    const opened = await gallery.open('/sticky-streams', client)
    const { page, sees } = opened
    await page.locator('#basket.phx-connected').waitFor()
    await page.click('#add-fruit')
    await expect.poll(() => items(opened, '#fruits')).toEqual(['a', 'b', 'new1'])
    await page.click('#reset')
    await expect.poll(() => items(opened, '#items')).toEqual(['z'])
    expect(await items(opened, '#fruits')).toEqual(['a', 'b', 'new1'])
    await page.click('#other')
    await sees('h1', 'Two')
    expect(await items(opened, '#items')).toEqual(['p', 'q'])
    expect(await items(opened, '#fruits')).toEqual(['a', 'b', 'new1'])
    await page.click('#add-item')
    await page.click('#add-fruit')
    await expect.poll(() => items(opened, '#fruits')).toEqual(['a', 'b', 'new1', 'new2'])
    await expect.poll(() => items(opened, '#items')).toEqual(['p', 'q', 'more'])
    await page.goBack()
    await sees('h1', 'One')
    expect(await items(opened, '#items')).toEqual(['x', 'y'])
    expect(await items(opened, '#fruits')).toEqual(['a', 'b', 'new1', 'new2'])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3378
test.for(bothClients)(
  '%s client: streams begin anew with their view, wherever they stand, and what was hidden stays so',
  async (client) => {
    const opened = await gallery.open('/renewed-streams', client, /planted|crash/)
    const { page } = opened
    await page.click('#notices-1 .hide')
    await expect.poll(() => page.isVisible('#notices-1')).toBe(false)
    await page.click('#crash')
    await page.locator('[data-phx-main].phx-error').waitFor()
    await connected(page)
    expect(await items(opened, '#notices')).toHaveLength(3)
    expect(await page.isVisible('#notices-1')).toBe(false)
    expect(await page.isVisible('#notices-2')).toBe(true)
    for (const things of ['#things-1', '#things-2']) expect(await items(opened, things)).toEqual(['1', '2'])
    await page.click('#more')
    await expect.poll(() => items(opened, '#things-3')).toEqual(['1', '2'])
    expect(await items(opened, '#things-1')).toEqual(['1', '2'])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/2982
test.for(bothClients)(
  '%s client: components that are rows themselves change places with what they hold',
  async (client) => {
    const opened = await gallery.open('/renewed-streams', client)
    const { page } = opened
    await page.click('#chips-1 button')
    await expect.poll(() => items(opened, '#chips')).toEqual(['1: 1', '2: 0', '3: 0', '4: 0'])
    await page.click('#more')
    await expect.poll(() => items(opened, '#chips')).toEqual(['1: 1', '2: 0', '3: 0', '4: 0', '9: 0'])
    await page.click('#shuffle')
    await expect.poll(() => items(opened, '#chips')).toEqual(['5: 0', '1: 1', '6: 0'])
    await page.click('#chips-1 button')
    await expect.poll(() => items(opened, '#chips')).toEqual(['5: 0', '1: 2', '6: 0'])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3784
test.for(bothClients)(
  '%s client: a stream that keeps its last rows keeps nothing else of those that have come and gone',
  async (client) => {
    const opened = await gallery.open('/renewed-streams', client)
    const { page } = opened
    const nodes = () => page.locator('#last').evaluate((list) => list.childNodes.length)
    expect(await items(opened, '#last')).toEqual(['3', '4', '5'])
    const before = await nodes()
    for (let id = 10; id < 15; id++) {
      await page.click('#next')
      await expect.poll(async () => (await items(opened, '#last')).at(-1)).toBe(String(id))
    }
    expect(await items(opened, '#last')).toEqual(['12', '13', '14'])
    expect(await nodes()).toBe(before)
  },
)

test.for(bothClients)(
  '%s client: a component may be a stream itself, beside which something else stands',
  async (client) => {
    const opened = await gallery.open('/renewed-streams', client)
    const { page } = opened
    const waiting = async () => (await items(opened, '#queue')).slice(0, -1)
    await page.click('#enter')
    await expect.poll(waiting).toEqual(['1', '2', '3'])
    await page.click('#leave')
    await expect.poll(waiting).toEqual(['2', '3'])
    await page.click('#shuffle')
    await expect.poll(() => items(opened, '#chips')).toEqual(['5: 0', '1: 0', '6: 0'])
    expect(await waiting()).toEqual(['2', '3'])
    expect(await page.getAttribute('#queue', 'data-next')).toBe('4')
  },
)

test.for(bothClients)(
  '%s client: a row may be left to the browser, or go by the click that it waits for',
  async (client) => {
    const opened = await gallery.open('/renewed-streams', client)
    const { page } = opened
    await page.locator('#odd-2').evaluate((row) => {
      row.textContent = 'Written'
    })
    await page.click('#odd-3')
    await expect.poll(() => items(opened, '#odd')).toEqual(['Left 6', 'Press 1', 'Written'])
    await page.click('#odd-1')
    await expect.poll(() => items(opened, '#odd')).toEqual(['Left 4', 'Left 6', 'Written'])
  },
)
