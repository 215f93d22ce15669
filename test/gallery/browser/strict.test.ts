import { expect, test } from 'vitest'
import { connected } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)(
  '%s client: works under a policy without an unsafe word, and images of hooks are shown',
  async (client) => {
    const { page, sees } = await gallery.open('/strict', client)
    await page.fill('input', 'first')
    await sees('#typed', 'first')
    await page.click('#add')
    await sees('#notes', 'first')
    await page.click('#toggle')
    await sees('#open', 'It is open.')
    await page.click('#toggle')
    await expect.poll(() => page.locator('#open').count()).toBe(0)
    const width = () => page.locator('#picture').evaluate((el) => (el as HTMLImageElement).naturalWidth)
    await expect.poll(width).toBe(7)
  },
)

test('our client recovers a form where Trusted Types are required', async () => {
  const { page, network, sees } = await gallery.openThroughNetwork('/strict', 'oriel')
  await page.fill('input', 'kept')
  await sees('#typed', 'kept')
  network.refuse()
  network.cut()
  await page.locator('[data-phx-main].phx-error').waitFor()
  network.accept()
  await connected(page)
  await sees('#typed', 'kept')
})

test('a page under our client takes markup from no other maker', async () => {
  const { page } = await gallery.open('/strict', 'oriel', /requires 'TrustedHTML'|TrustedTypePolicy named/)
  const refusals = await page.evaluate(() => {
    const factory = (
      window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
    ).trustedTypes
    const attempts = [
      () => {
        document.createElement('p').innerHTML = '<b>markup</b>'
      },
      () => factory.createPolicy('another', {}),
      () => factory.createPolicy('oriel', {}),
    ]
    return attempts.map((attempt) => {
      try {
        attempt()
        return 'taken'
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error)
      }
    })
  })
  expect(refusals).toEqual(['refused', 'refused', 'refused'])
})
