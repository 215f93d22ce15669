import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { connected } from '../../support/open-page.ts'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

const text = (name: string, content = 'hello') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const image = (name: string) => ({ name, mimeType: 'image/png', buffer: PNG })

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')

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

test.for(bothClients)('%s client: an image is previewed before it is sent', async (client) => {
  const { page } = await gallery.open('/uploads', client)
  await page.setInputFiles('input[type=file]', image('a.png'))
  const preview = page.getByRole('img', { name: 'a.png' })
  await expect.poll(() => preview.getAttribute('src')).toMatch(/^blob:/)
  await expect.poll(() => preview.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => page.locator('#saved li').allInnerTexts()).toEqual([`a.png: ${PNG.length} bytes`])
})

/** Drags a file over the page, and may let it go. */
const drag = (page: Page, event: 'dragenter' | 'dragover' | 'drop' | 'dragleave', selector: string) =>
  page.locator(selector).evaluate((el, name) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['dropped'], 'drop.txt', { type: 'text/plain' }))
    el.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }))
  }, event)

test.for(bothClients)(
  '%s client: a file can be dropped, where the page shows that it can',
  async (client) => {
    const { page } = await gallery.open('/uploads', client)
    const active = page.locator('.phx-drop-target-active')
    await drag(page, 'dragenter', '[name=title]')
    await drag(page, 'dragover', '[name=title]')
    await expect.poll(() => active.count()).toBe(1)
    await drag(page, 'dragleave', '#form')
    await expect.poll(() => active.count()).toBe(0)
    await drag(page, 'dragenter', '#form')
    await drag(page, 'dragover', '#form')
    await drag(page, 'drop', '#form')
    await expect.poll(() => active.count()).toBe(0)
    await expect.poll(async () => names(await page.locator('.name').allInnerTexts())).toEqual(['drop.txt'])
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('#saved li').allInnerTexts()).toEqual(['drop.txt: 7 bytes'])
  },
)

test.for(bothClients)('%s client: files are sent at once where the view wants that', async (client) => {
  const { page } = await gallery.open('/upload-auto', client)
  const big = 'x'.repeat(100_000)
  await page.setInputFiles('input[type=file]', [text('a.txt', big), text('b.txt')])
  const sums = [`a.txt: ${sha256(big)}`, `b.txt: ${sha256('hello')}`]
  await expect.poll(async () => (await page.locator('#sums li').allInnerTexts()).toSorted()).toEqual(sums)
  await expect.poll(() => page.locator('.entry').count()).toBe(0)
  await page.setInputFiles('input[type=file]', [text('b.txt')])
  await expect.poll(() => page.locator('#sums li').count()).toBe(3)
})

test.for(bothClients)('%s client: a hook chooses files that it has made', async (client) => {
  const { page } = await gallery.open('/upload-auto', client)
  await page.getByRole('button', { name: 'Choose by a script' }).click()
  await expect.poll(() => page.locator('#sums li').allInnerTexts()).toEqual([`made.txt: ${sha256('made')}`])
})

test.for(bothClients)(
  '%s client: a form that needs a file waits for one, and does not mind how it was chosen',
  async (client) => {
    const { page } = await gallery.open('/upload-rules', client)
    const isFine = () => page.locator('#form').evaluate((form: HTMLFormElement) => form.checkValidity())
    expect(await isFine()).toBe(false)
    await drag(page, 'drop', '#form')
    await expect.poll(isFine).toBe(true)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('#saved li').allInnerTexts()).toEqual(['drop.txt'])
    expect(await isFine()).toBe(false)
    await page.getByLabel('Proofs').setInputFiles(text('b.txt'))
    await expect.poll(isFine).toBe(true)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('#saved li').count()).toBe(2)
  },
)

test.for(bothClients)(
  '%s client: an upload that is allowed no more takes nothing until it is again',
  async (client) => {
    const { page, sees } = await gallery.open('/upload-rules', client)
    await page.getByLabel('Proofs').setInputFiles(text('a.txt'))
    await expect.poll(async () => names(await page.locator('.name').allInnerTexts())).toEqual(['a.txt'])
    await page.click('#turn')
    await sees('#turn', 'Take files')
    expect(await page.locator('.entry').count()).toBe(0)
    expect(await page.getByLabel('Proofs').isDisabled()).toBe(true)
    await page.click('#turn')
    await sees('#turn', 'Take no files')
    await page.getByLabel('Proofs').setInputFiles(text('b.txt'))
    await expect.poll(async () => names(await page.locator('.name').allInnerTexts())).toEqual(['b.txt'])
  },
)

test.for(bothClients)('%s client: a file brings what a script says of it', async (client) => {
  const { page } = await gallery.open('/upload-rules', client)
  await page.getByRole('button', { name: 'Choose by a script' }).click()
  await expect.poll(() => page.locator('.name').allInnerTexts()).toEqual(['made.txt'])
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => page.locator('#saved li').allInnerTexts()).toEqual(['made.txt {"made":"here"}'])
})

test.for(bothClients)(
  '%s client: what sends files elsewhere is told to stop when the view crashes',
  async (client) => {
    const { page, sees } = await gallery.open('/upload-rules', client, /crash|planted/)
    await page.getByLabel('Without an end').setInputFiles(text('a.txt'))
    await sees('#on-the-way', 'a.txt is on its way')
    expect(await page.locator('body.stopped').count()).toBe(0)
    await page.click('#crash')
    await page.locator('body.stopped').waitFor()
  },
)

test.for(bothClients)('%s client: each live component takes its own files', async (client) => {
  const { page, sees } = await gallery.open('/upload-component', client)
  await page.getByLabel('Left').setInputFiles(text('left.txt', 'le'))
  await page.getByLabel('Right').setInputFiles(text('right.txt'))
  await sees('#left .chosen', 'left.txt 0 %')
  await sees('#right .chosen', 'right.txt 0 %')
  await page.locator('#right button').click()
  await sees('#right .saved', 'right.txt: 5 bytes')
  await sees('#left .chosen', 'left.txt 0 %')
  await page.locator('#left button').click()
  await sees('#left .saved', 'left.txt: 2 bytes')
})

test.for(bothClients)(
  '%s client: files go straight to a bucket, by a signed PUT and a signed form',
  async (client) => {
    const { page, sees } = await gallery.open('/upload-external', client)
    await page.getByLabel('By PUT').setInputFiles(text('a.txt', 'x'.repeat(40_000)))
    await sees('#by-put', 'a.txt 0 %')
    await page.getByLabel('By a form').setInputFiles(text('b.txt'))
    await sees('#by-post', 'b.txt 0 %')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => page.locator('#sent li').allInnerTexts())
      .toEqual([
        expect.stringMatching(/^a.txt as put\/[\w-]{36}$/),
        expect.stringMatching(/^b.txt as post\/[\w-]{36}$/),
      ])
  },
)

test('oriel client: what was chosen outlives a lost connection, and is sent anew', async () => {
  const { page, network } = await gallery.openThroughNetwork('/uploads', 'oriel')
  await page.setInputFiles('input[type=file]', [text('a.txt', 'x'.repeat(40_000)), text('b.txt')])
  await expect
    .poll(async () => names(await page.locator('.name').allInnerTexts()))
    .toEqual(['a.txt', 'b.txt'])
  network.refuse()
  network.cut()
  await page.locator('[data-phx-main].phx-loading').waitFor()
  network.accept()
  await connected(page)
  await expect
    .poll(async () => names(await page.locator('.name').allInnerTexts()))
    .toEqual(['a.txt', 'b.txt'])
  await page.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => page.locator('#saved li').allInnerTexts())
    .toEqual(['a.txt: 40000 bytes', 'b.txt: 5 bytes'])
})
