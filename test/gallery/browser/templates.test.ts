import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: a part comes and goes, and so does the part inside it', async (client) => {
  const { page, sees } = await gallery.open('/conditions', client)
  await page.click('#open')
  await sees('#details', 'Size 1.')
  await page.click('#grow')
  await sees('#details', 'Size 2, grown.')
  await page.click('#open')
  await sees('#open', 'Open')
  expect(await page.locator('#details').count()).toBe(0)
})

test.for(bothClients)('%s client: one place shows one template, then another, then none', async (client) => {
  const { page, sees } = await gallery.open('/conditions', client)
  await sees('#shape', 'A circle of radius 1')
  await page.click('#next')
  await page.click('#grow')
  await sees('#shape', 'A square of 2 by 2')
  await page.click('#next')
  await sees('#shape', '')
  await page.click('#next')
  await sees('#shape .circle', 'A circle of radius 2')
})

test.for(bothClients)(
  '%s client: a memo shows what it was made of until that is another value',
  async (client) => {
    const { page, sees } = await gallery.open('/memo', client)
    await page.click('#add')
    await sees('#count', '1')
    await sees('#report', 'First report, made at 0')
    await page.click('#replace')
    await sees('#report', 'Next report, made at 1')
  },
)

test.for(bothClients)('%s client: attributes come, change and go', async (client) => {
  const { page, sees } = await gallery.open('/attributes', client)
  const read = (selector: string, ...names: string[]) =>
    page.locator(selector).evaluate((el, names) => names.map((name) => el.getAttribute(name)), names)
  await page.click('#lock')
  await sees('#lock', 'Unlock')
  expect(await read('#field', 'disabled', 'placeholder', 'data-mark')).toEqual(['', 'locked', '0'])
  expect(await read('#link', 'title')).toEqual(['Locked & "safe"'])
  await page.click('#mark')
  await expect.poll(() => read('#card', 'class')).toEqual(['card locked mark-1'])
  await page.click('#lock')
  await sees('#lock', 'Lock')
  expect(await read('#field', 'disabled', 'placeholder', 'data-mark')).toEqual([null, null, '1'])
  expect(await read('#link', 'title', 'href')).toEqual([null, '/attributes?mark=1'])
})

test.for(bothClients)('%s client: what is hidden by an attribute is not seen', async (client) => {
  const { page } = await gallery.open('/attributes', client)
  for (let i = 0; i < 3; i++) await page.click('#mark')
  await expect.poll(() => page.locator('#card').isVisible()).toBe(false)
})

test.for(bothClients)('%s client: the title of the document follows', async (client) => {
  const { page } = await gallery.open('/title', client)
  expect(await page.title()).toBe('Untitled – Gallery')
  await page.fill('#name', 'Plans & <more>')
  await page.press('#name', 'Enter')
  await expect.poll(() => page.title()).toBe('Plans & <more> – Gallery')
})
