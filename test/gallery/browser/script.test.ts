import { expect, test } from 'vitest'
import { bothClients, useGallery } from '../support/stage.ts'

const gallery = useGallery()

test.for(bothClients)('%s client: the app says what clicks and keys tell the view', async (client) => {
  const { page, sees } = await gallery.open('/script', client)
  await page.click('#click', { modifiers: ['Shift'] })
  await sees('#told', '{"shift":true}')
  await page.press('#field', 'x')
  await sees('#told', '{"key":"x","code":"KeyX"}')
})

test.for(bothClients)('%s client: the app hears of patches, and of what they bring', async (client) => {
  const { page, sees } = await gallery.open('/script', client)
  await page.evaluate(() => {
    document.getElementById('count')?.setAttribute('data-mark', '')
    window.heard = []
  })
  await page.click('#add')
  await sees('#count', '1')
  const heard = await page.evaluate(() => window.heard.filter((what) => !what.startsWith('push')))
  expect(heard).toEqual([
    'start of DIV',
    'update at document',
    'update at window',
    'added row-0',
    'added name-0',
    'added asking-0',
    'end of DIV',
  ])
  expect(await page.getAttribute('#count', 'data-mark')).toBe('')
})

test.for(bothClients)('%s client: the app finds what commands are for', async (client) => {
  const { page } = await gallery.open('/script', client)
  await page.click('#find')
  await expect.poll(() => page.getAttribute('#find', 'class')).toBe('bold')
})

test.for(bothClients)('%s client: the window hears of what is pushed, and of its answer', async (client) => {
  const { page, sees } = await gallery.open('/script', client)
  await page.click('#add')
  await sees('#count', '1')
  const pushes = () => page.evaluate(() => window.heard.filter((what) => what.startsWith('push')))
  await expect.poll(pushes).toEqual(['push of add by a click', 'push is answered'])
})

test.for(bothClients)('%s client: a custom element makes a hook for itself', async (client) => {
  const { page, sees } = await gallery.open('/script', client)
  await page.click('#add')
  await sees('#asking-0', 'Ask')
  await page.click('#add')
  await sees('#asking-1', 'Ask')
  await page.click('#asking-0')
  await sees('#asked', '1')
})

test.for(bothClients)('%s client: a script asks which fields a person has used', async (client) => {
  const { page } = await gallery.open('/script', client)
  const used = (selector: string) => page.$eval(selector, (field) => Boolean(window.isUsedInput(field)))
  expect(await used('#name')).toBe(false)
  await page.fill('#name', 'Ana')
  expect([await used('#name'), await used('#note')]).toEqual([true, false])
})

test.for(bothClients)('%s client: a script shows a file that was chosen', async (client) => {
  const { page } = await gallery.open('/script', client)
  await page.setInputFiles('input[type=file]', {
    name: 'dot.png',
    mimeType: 'image/png',
    buffer: Buffer.from('dot'),
  })
  const input = page.locator('input[type=file]')
  await expect.poll(() => input.getAttribute('data-phx-active-refs')).not.toBe('')
  const shown = await input.evaluate(async (el: HTMLElement) => {
    const url = window.getFileURLForUpload(el, el.dataset['phxActiveRefs'] ?? '') ?? ''
    return [url.split(':')[0], window.getFileURLForUpload(el, 'none')]
  })
  expect(shown).toEqual(['blob', null])
})

test.for(bothClients)('%s client: a script closes the connection, and opens it again', async (client) => {
  const { page, sees } = await gallery.open('/script', client)
  const isConnected = () => page.evaluate(() => window.live.isConnected())
  expect(await isConnected()).toBe(true)
  await page.evaluate(() => window.live.disconnect())
  await expect.poll(isConnected).toBe(false)
  await page.locator('[data-phx-main].phx-client-error').waitFor()
  await page.evaluate(() => window.live.connect())
  await page.locator('[data-phx-main].phx-connected').waitFor()
  await page.click('#add')
  await sees('#count', '1')
})
