import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })

const drop = (page: Page, selector: string, names: readonly string[]) =>
  page.locator(selector).evaluate((el, names) => {
    const dataTransfer = new DataTransfer()
    for (const name of names) dataTransfer.items.add(new File([name], name, { type: 'text/plain' }))
    el.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, names)

const entries = async (page: Page) =>
  (await page.locator('#chosen .name').allInnerTexts()).map((name) => name.trim())

// https://github.com/phoenixframework/phoenix_live_view/issues/3368
test.for(bothClients)(
  '%s client: where one file may be, another one takes the place of those that were too many',
  async (client) => {
    const { page, sees } = await gallery.open('/upload-trials', client)
    await drop(page, '#single', ['a.txt', 'b.txt'])
    await sees('#problem', 'There are too many files.')
    await drop(page, '#single', ['c.txt'])
    await sees('#problem', '')
    expect(await entries(page)).toEqual(['c.txt'])
    // https://github.com/phoenixframework/phoenix_live_view/issues/4078
    await page.click('#turn')
    await expect.poll(() => page.getByLabel('One').getAttribute('class')).toBe('wide')
    expect(await entries(page)).toEqual(['c.txt'])
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3391
test.for(bothClients)(
  '%s client: a file that is not taken keeps a form from being sent, and from nothing else',
  async (client) => {
    const { page, sees } = await gallery.open('/upload-trials', client)
    await page.getByLabel('Early').setInputFiles({ ...text('a.html'), mimeType: 'text/html' })
    await sees('#early-problem', 'not_accepted')
    await page.click('#save-early')
    await expect.poll(() => page.locator('#early.phx-submit-loading').count()).toBe(0)
    expect(await page.isEnabled('#save-early')).toBe(true)
    await sees('#early-problem', 'not_accepted')
    await page.click('.cancel-early')
    await sees('#early-chosen', '')
    await page.getByLabel('Early').setInputFiles(text('a.txt'))
    await sees('#early-chosen', 'a.txt 100 %')
    await page.click('#save-early')
    await sees('#saved', 'a.txt')
  },
)

// https://github.com/phoenixframework/phoenix_live_view/issues/3647
test.for(bothClients)(
  '%s client: a file is sent although another field changes in the same moment',
  async (client) => {
    const { page, sees } = await gallery.open('/upload-trials', client)
    await page.click('#both')
    await sees('#early-chosen', 'made.txt 100 %')
    await sees('#typed', 'typed')
    expect(await page.inputValue('#text')).toBe('typed')
  },
)

// https://github.com/phoenixframework/phoenix_live_view/pull/4465
// The official client is mended in a later version: the form waits for ever.
test('oriel client: a file that its uploader cannot send lets the form go, and another one is sent', async () => {
  const { page, sees } = await gallery.open('/upload-trials', 'oriel')
  const born = await page.innerText('#born')
  await page.getByLabel('Sent').setInputFiles([text('good.txt'), text('bad.txt')])
  await sees('#sent-chosen', 'good.txt 0 %, bad.txt 0 %')
  await page.click('#save-sent')
  await sees('#sent-problem', 'external_failed')
  await expect.poll(() => page.locator('#sent.phx-submit-loading').count()).toBe(0)
  await expect.poll(() => page.isEnabled('#save-sent')).toBe(true)
  expect(await page.innerText('#saved')).toBe('')
  await page.click('#cancel-sent')
  await sees('#sent-chosen', 'good.txt 100 %')
  // https://github.com/phoenixframework/phoenix_live_view/issues/3319
  await page.getByLabel('Sent').setInputFiles(text('other.txt'))
  await sees('#sent-chosen', 'good.txt 100 %, other.txt 0 %')
  await page.click('#save-sent')
  await sees('#saved', 'good.txt, other.txt')
  expect(await page.innerText('#born')).toBe(born)
})

// The official client forgets it. https://github.com/phoenixframework/phoenix_live_view/issues/4369
test('oriel client: a file that is chosen while there is no connection is sent when there is one', async () => {
  const { page, sees, network } = await gallery.openThroughNetwork('/upload-trials', 'oriel')
  network.refuse()
  network.cut()
  await page.locator('[data-phx-main].phx-error').waitFor()
  await page.getByLabel('Early').setInputFiles(text('a.txt'))
  network.accept()
  await sees('#early-chosen', 'a.txt 100 %')
  await page.click('#save-early')
  await sees('#saved', 'a.txt')
})
