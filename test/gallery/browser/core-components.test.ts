import { describe, expect, test } from 'vitest'
import { violations } from '../../support/axe.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const focused = () => document.activeElement?.id

test.for(bothClients)('%s client: a dialog takes the focus, and gives it back', async (client) => {
  const { page } = await gallery.open('/core-components', client)
  await page.click('#ask-2')
  await expect.poll(() => page.evaluate(focused)).toBe('remove')
  const dialog = page.getByRole('dialog', { name: 'Remove Banana?' })
  expect(await dialog.isVisible()).toBe(true)
  await page.click('#keep')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(focused)).toBe('ask-2')
})

test.for(bothClients)(
  '%s client: a dialog is closed by Escape, by its button, and by a click beside it',
  async (client) => {
    const { page } = await gallery.open('/core-components', client)
    const dialog = page.getByRole('dialog')
    const closings = [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).click(),
      () => page.mouse.click(5, 5),
    ]
    for (const close of closings) {
      await page.click('#ask-1')
      await dialog.waitFor()
      await close()
      await dialog.waitFor({ state: 'detached' })
    }
  },
)

test.for(bothClients)('%s client: what a dialog is asked for is done', async (client) => {
  const { page } = await gallery.open('/core-components', client)
  await page.click('#ask-2')
  await page.click('#remove')
  await expect
    .poll(() => page.locator('#fruits tr td:first-child').allInnerTexts())
    .toEqual(['Apple', 'Cherry'])
  expect(await page.locator('#sure').count()).toBe(0)
})

test.for(bothClients)('%s client: the focus stays in a dialog', async (client) => {
  const { page } = await gallery.open('/core-components', client)
  await page.click('#ask-1')
  await expect.poll(() => page.evaluate(focused)).toBe('remove')
  // A client may ask for the focus once more, in the frame after next.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate(focused)).toBe('keep')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Close')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate(focused)).toBe('remove')
})

test.for(bothClients)('%s client: short messages are shown, and closed', async (client) => {
  const { page, sees } = await gallery.open('/core-components', client)
  await page.click('#tell')
  await sees('#flash-info', 'It went well.')
  await page.click('#fail')
  await sees('#flash-error', 'It went wrong.')
  await page.getByRole('button', { name: 'Close' }).first().click()
  await page.locator('#flash-error').waitFor({ state: 'detached' })
  expect(await page.locator('#flash-info').count()).toBe(1)
})

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('axe has nothing to object to, with a dialog and without', async () => {
    const { page } = await gallery.open('/core-components', 'official')
    await page.emulateMedia({ colorScheme })
    await page.click('#tell')
    await page.click('#fail')
    await page.locator('#flash-info').waitFor()
    await page.locator('#flash-error').waitFor()
    expect(await violations(page)).toEqual([])
    await page.click('#ask-1')
    await page.getByRole('dialog').waitFor()
    expect(await violations(page)).toEqual([])
  })
})
