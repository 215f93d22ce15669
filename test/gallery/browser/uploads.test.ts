import { expect, test } from 'vitest'
import { officialClient as bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const text = (name: string, content = 'hello') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})

const names = (texts: readonly string[]) => texts.map((each) => each.trim())

test.for(bothClients)(
  '%s client: chosen files are shown, sent with their form, and gone then',
  async (client) => {
    const { page, sees } = await gallery.open('/uploads', client)
    await page.setInputFiles('input[type=file]', [text('a.txt', 'x'.repeat(40_000)), text('b.txt')])
    await expect
      .poll(async () => names(await page.locator('.name').allInnerTexts()))
      .toEqual(['a.txt', 'b.txt'])
    await page.fill('[name=title]', 'My')
    await sees('#typed', 'My')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => page.locator('#saved li').allInnerTexts())
      .toEqual(['My a.txt: 40000 bytes', 'My b.txt: 5 bytes'])
    expect(await page.locator('.entry').count()).toBe(0)
  },
)

test.for(bothClients)(
  '%s client: a file that is given up is not sent, and another one can be',
  async (client) => {
    const { page } = await gallery.open('/uploads', client)
    await page.setInputFiles('input[type=file]', [text('a.txt'), text('b.txt')])
    await page.getByLabel('Cancel a.txt').click()
    await expect.poll(async () => names(await page.locator('.name').allInnerTexts())).toEqual(['b.txt'])
    await page.setInputFiles('input[type=file]', [text('c.txt')])
    await expect
      .poll(async () => names(await page.locator('.name').allInnerTexts()))
      .toEqual(['b.txt', 'c.txt'])
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => page.locator('#saved li').allInnerTexts())
      .toEqual(['b.txt: 5 bytes', 'c.txt: 5 bytes'])
  },
)

test.for(bothClients)(
  '%s client: a file that is not taken keeps the form back until it is given up',
  async (client) => {
    const { page, sees } = await gallery.open('/uploads', client)
    await page.setInputFiles('input[type=file]', [text('secret.txt'), text('b.txt')])
    await sees('.error', 'Secrets stay at home.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByLabel('Cancel secret.txt').click()
    await expect.poll(() => page.locator('.error').count()).toBe(0)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('#saved li').allInnerTexts()).toEqual(['b.txt: 5 bytes'])
  },
)

test.for(bothClients)(
  '%s client: a file that is no image is refused while it is sent, and the form lives on',
  async (client) => {
    const { page, sees } = await gallery.open('/uploads', client)
    await page.setInputFiles('input[type=file]', {
      ...text('a.png', 'no image at all'),
      mimeType: 'image/png',
    })
    await page.getByRole('button', { name: 'Save' }).click()
    await sees('.error', 'Files of this type are not accepted.')
    await page.getByLabel('Cancel a.png').click()
    await expect.poll(() => page.locator('.entry').count()).toBe(0)
    await page.setInputFiles('input[type=file]', text('b.txt'))
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('#saved li').allInnerTexts()).toEqual(['b.txt: 5 bytes'])
  },
)
