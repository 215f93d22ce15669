import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { violations } from '../../support/axe.ts'
import { connected } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** Fills in every input of the page as a person does. */
async function fillIn(page: Page): Promise<void> {
  await page.fill('#all-text', 'Tea & cake')
  await page.fill('#all-email', 'ana@example.com')
  await page.fill('#all-password', 'a secret')
  await page.fill('#all-tel', '+43 1 234')
  await page.fill('#all-number', '7')
  await page.fill('#all-price', '0.75')
  await page.fill('#all-range', '55')
  await page.fill('#all-color', '#ff0000')
  await page.fill('#all-date', '2026-02-28')
  await page.fill('#all-time', '09:30')
  await page.fill('#all-moment', '2026-02-28T09:30')
  await page.fill('#all-month', '2026-02')
  await page.fill('#all-week', '2026-W09')
  await page.fill('#all-notes', '\nTwo\nlines')
  await page.selectOption('#all-size', 'medium')
  await page.selectOption('#all-country', 'nz')
  await page.selectOption('#all-fruits', ['apple', 'cherry'])
  await page.getByLabel('Sunday').check()
  await page.getByLabel('Card').check()
  await page.getByLabel('It is a gift').check()
  await page.getByLabel('I accept the terms').check()
}

const filledIn = {
  source: 'gallery',
  text: 'Tea & cake',
  email: 'ana@example.com',
  password: 'a secret',
  tel: '+43 1 234',
  number: 7,
  price: 0.75,
  range: 55,
  date: '2026-02-28',
  time: '09:30',
  moment: '2026-02-28T09:30',
  month: '2026-02',
  week: '2026-W09',
  color: '#ff0000',
  notes: '\nTwo\nlines',
  size: 'medium',
  country: 'nz',
  fruits: ['apple', 'cherry'],
  days: ['Sunday'],
  pay: 'card',
  gift: true,
  terms: true,
}

const savedIn = async (page: Page) => JSON.parse(await page.locator('#saved').innerText())

test.for(bothClients)('%s client: what is filled into every kind of input arrives', async (client) => {
  const { page } = await gallery.open('/inputs', client)
  await fillIn(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('#saved').waitFor()
  expect(await savedIn(page)).toEqual(filledIn)
  expect(await page.locator('.o-error').count()).toBe(0)
})

test.for(bothClients)('%s client: what is unticked and unchosen arrives, too', async (client) => {
  const { page, sees } = await gallery.open('/inputs', client)
  await fillIn(page)
  await page.getByLabel('It is a gift').uncheck()
  await page.selectOption('#all-fruits', [])
  await page.selectOption('#all-country', '')
  await page.getByLabel('Sunday').uncheck()
  await sees('#all-days-error', 'Should have at least 1 item(s)')
  await page.getByLabel('Friday').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('#saved').waitFor()
  const { country: _, ...others } = filledIn
  expect(await savedIn(page)).toEqual({ ...others, gift: false, fruits: [], days: ['Friday'] })
})

test.for(bothClients)('%s client: the browser checks by itself what the schema says', async (client) => {
  const { page } = await gallery.open('/inputs', client)
  await fillIn(page)
  await page.fill('#all-tel', 'none')
  await page.getByRole('button', { name: 'Save' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('all-tel')
  expect(await page.locator('#saved').count()).toBe(0)
  const wrong = await page
    .locator(':is(input, select, textarea):invalid')
    .evaluateAll((all) => all.map(({ id }) => id))
  expect(wrong).toEqual(['all-tel'])
})

test.for(bothClients)(
  '%s client: everything that was filled in outlives a lost connection',
  async (client) => {
    const { page, network, sees } = await gallery.openThroughNetwork('/inputs', client)
    await fillIn(page)
    await page.fill('#all-text', 'x')
    await sees('#all-text-error', 'Should be at least 2 character(s)')
    network.refuse()
    network.cut()
    await page.locator('[data-phx-main].phx-loading').waitFor()
    network.accept()
    await connected(page)
    await sees('#all-text-error', 'Should be at least 2 character(s)')
    await page.fill('#all-text', 'Tea & cake')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('#saved').waitFor()
    expect(await savedIn(page)).toEqual(filledIn)
  },
)

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('axe has nothing to object to, with errors and without', async () => {
    const { page } = await gallery.open('/inputs', 'oriel')
    await page.emulateMedia({ colorScheme })
    expect(await violations(page)).toEqual([])
    await page.locator('#all').evaluate((form) => form.setAttribute('novalidate', ''))
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('.o-error').count()).toBeGreaterThan(5)
    expect(await violations(page)).toEqual([])
  })
})
