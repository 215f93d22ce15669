import { expect, test } from 'vitest'
import type { OpenPage } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const isShown = ({ page }: OpenPage) => page.locator('#box').isVisible()
const classes = ({ page }: OpenPage) => page.locator('#box').evaluate((box) => [...box.classList].sort())
const focused = ({ page }: OpenPage) => page.evaluate(() => document.activeElement?.id)

test.for(bothClients)('%s client: a box is hidden, shown and toggled', async (client) => {
  const opened = await gallery.open('/commands', client)
  for (const [button, shown] of [
    ['#hide', false],
    ['#show', true],
    ['#toggle', false],
    ['#toggle', true],
  ] as const) {
    await opened.page.click(button)
    await expect.poll(() => isShown(opened)).toBe(shown)
  }
})

test.for(bothClients)(
  '%s client: a box is hidden when its transition has ended, which leaves no class',
  async (client) => {
    const opened = await gallery.open('/commands', client)
    await opened.page.click('#fade')
    await expect.poll(() => isShown(opened)).toBe(false)
    await expect.poll(() => classes(opened)).toEqual([])
  },
)

test.for(bothClients)('%s client: what was hidden stays so when the server changes it', async (client) => {
  const opened = await gallery.open('/commands', client)
  await opened.page.click('#hide')
  await opened.page.click('#count')
  await expect.poll(() => opened.page.locator('#box').textContent()).toBe('Counted 1')
  expect(await isShown(opened)).toBe(false)
})

test.for(bothClients)(
  '%s client: classes are added, removed and toggled, and outlive a patch',
  async (client) => {
    const opened = await gallery.open('/commands', client)
    const { page, sees } = opened
    await page.click('#add-class')
    await expect.poll(() => classes(opened)).toEqual(['bold', 'tall'])
    await page.click('#remove-class')
    await expect.poll(() => classes(opened)).toEqual(['bold'])
    await page.click('#count')
    await sees('#box', 'Counted 1')
    expect(await classes(opened)).toEqual(['bold'])
    await page.click('#toggle-class')
    await expect.poll(() => classes(opened)).toEqual([])
  },
)

test.for(bothClients)('%s client: an attribute is set, outlives a patch, and is removed', async (client) => {
  const { page, sees } = await gallery.open('/commands', client)
  const label = () => page.getAttribute('#box', 'aria-label')
  await page.click('#set-attribute')
  await expect.poll(label).toBe('A box')
  await page.click('#count')
  await sees('#box', 'Counted 1')
  expect(await label()).toBe('A box')
  await page.click('#remove-attribute')
  await expect.poll(label).toBeNull()
})

test.for(bothClients)(
  '%s client: the focus goes to an element, or to the first that can take it',
  async (client) => {
    const opened = await gallery.open('/commands', client)
    for (const button of ['#focus', '#focus-first']) {
      await opened.page.click(button)
      await expect.poll(() => focused(opened)).toBe('field')
      await opened.page.focus(button)
    }
  },
)

test.for(bothClients)('%s client: an event of the DOM is dispatched with its detail', async (client) => {
  const { page } = await gallery.open('/commands', client)
  await page.click('#dispatch')
  await expect.poll(() => page.inputValue('#field')).toBe('dispatched')
})

test.for(bothClients)(
  '%s client: the commands that stand in an attribute are run on its element',
  async (client) => {
    const opened = await gallery.open('/commands', client)
    await opened.page.click('#exec')
    await expect.poll(() => isShown(opened)).toBe(false)
    expect(await opened.page.locator('#box p.closed').count()).toBe(1)
  },
)

test.for(bothClients)(
  '%s client: a chain pushes an event and marks what is around the button',
  async (client) => {
    const { page, sees } = await gallery.open('/commands', client)
    await page.click('#count')
    await sees('#box', 'Counted 1')
    expect(await page.locator('main.counted').count()).toBe(1)
  },
)
