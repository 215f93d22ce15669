import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { violations } from '../../support/axe.ts'
import { connected } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

/** The rows of the order: each with its key and what stands in it. */
const rows = (page: Page) =>
  page
    .locator('.line')
    .evaluateAll((lines) =>
      lines.map(
        (line) => `${line.id.split('-').at(-1)}:${line.querySelector<HTMLInputElement>('[id$=what]')?.value}`,
      ),
    )

const shows = (page: Page, ...expected: readonly string[]) => expect.poll(() => rows(page)).toEqual(expected)

test.for(bothClients)('%s client: rows are added, moved and taken away', async (client) => {
  const { page, sees } = await gallery.open('/order', client)
  await page.click('#add')
  await shows(page, '0:Tea', '1:')
  await page.fill('#order-items-1-what', 'Cake')
  await page.click('#add')
  await shows(page, '0:Tea', '1:Cake', '2:')
  await page.getByRole('button', { name: 'Move line 2 up' }).click()
  await shows(page, '1:Cake', '0:Tea', '2:')
  await page.getByRole('button', { name: 'Move line 2 down' }).click()
  await shows(page, '1:Cake', '2:', '0:Tea')
  await page.getByRole('button', { name: 'Remove line 2' }).click()
  await shows(page, '1:Cake', '0:Tea')
  await page.click('#send')
  await sees('#sent', '{"items":[{"what":"Cake","count":1},{"what":"Tea","count":2}]}')
})

test.for(bothClients)('%s client: a new row shows no errors before somebody has used it', async (client) => {
  const { page, sees } = await gallery.open('/order', client)
  await page.click('#add')
  await shows(page, '0:Tea', '1:')
  await page.fill('#order-items-0-count', '12')
  await sees('#order-items-0-count-error', 'Must be at most 9')
  expect(await page.locator('.o-error').count()).toBe(1)
  await page.click('#send')
  await sees('#order-items-1-what-error', "Can't be blank")
})

test.for(bothClients)(
  '%s client: the field that is typed into keeps the focus when rows move',
  async (client) => {
    const { page } = await gallery.open('/order', client)
    await page.click('#add')
    await shows(page, '0:Tea', '1:')
    await page.locator('#order-items-1-what').pressSequentially('Ca')
    await page
      .getByRole('button', { name: 'Move line 2 up' })
      .evaluate((button: HTMLElement) => button.click())
    await shows(page, '1:Ca', '0:Tea')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('order-items-1-what')
    await page.keyboard.type('ke')
    await shows(page, '1:Cake', '0:Tea')
  },
)

/** Makes an order of two rows in another order than they came. */
async function makeOrder(page: Page): Promise<void> {
  await page.fill('#order-table', '4')
  await page.click('#add')
  await shows(page, '0:Tea', '1:')
  await page.fill('#order-items-1-what', 'Cake')
  await page.getByRole('button', { name: 'Move line 2 up' }).click()
  await shows(page, '1:Cake', '0:Tea')
}

const ordered = '{"table":4,"items":[{"what":"Cake","count":1},{"what":"Tea","count":2}]}'

test.for(bothClients)(
  '%s client: after a lost connection the rows are there as they were',
  async (client) => {
    const { page, network, sees } = await gallery.openThroughNetwork('/order', client)
    await makeOrder(page)
    network.refuse()
    network.cut()
    await page.locator('[data-phx-main].phx-loading').waitFor()
    network.accept()
    await connected(page)
    await shows(page, '1:Cake', '0:Tea')
    await page.click('#send')
    await sees('#sent', ordered)
  },
)

test.for(bothClients)(
  '%s client: after a crash of the view the rows are there as they were',
  async (client) => {
    const { page, sees } = await gallery.open('/order', client, /./)
    await makeOrder(page)
    await page.click('#crash')
    await page.locator('[data-phx-main].phx-error').waitFor()
    await connected(page)
    await shows(page, '1:Cake', '0:Tea')
    await page.click('#send')
    await sees('#sent', ordered)
  },
)

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('axe has nothing to object to, with errors and without', async () => {
    const { page, sees } = await gallery.open('/order', 'oriel')
    await page.emulateMedia({ colorScheme })
    expect(await violations(page)).toEqual([])
    await page.click('#add')
    await shows(page, '0:Tea', '1:')
    await page.click('#send')
    await sees('#order-items-1-what-error', "Can't be blank")
    expect(await violations(page)).toEqual([])
  })
})
