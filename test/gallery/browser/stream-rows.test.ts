import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
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
