import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, inject, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { testDatabase } from '../support/database.ts'
import { png } from '../support/pictures.ts'
import { messages, say, useRooms } from './rooms.ts'

const database = await testDatabase()
const openRoom = useRooms(database)

const phone = { width: 375, height: 720 }
const desktop = { width: 1280, height: 800 }

const sizes = [desktop, phone]
const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  sizes.map((viewport) => ({ colorScheme, viewport, width: viewport.width })),
)

describe.each(looks)('at $width pixels, $colorScheme', ({ colorScheme, viewport }) => {
  const look = { colorScheme, viewport }

  test('the home page has nothing that axe objects to, with an error and without', async () => {
    const { open } = await openRoom()
    const { page, assertClean } = await open('/', look)
    await page.waitForSelector('.phx-connected')
    expect(await violations(page)).toEqual([])

    await page.fill('#name', 'not a name')
    await page.click('text=Join the conversation')
    await page.getByText('Username can only contain').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('name')
    assertClean()
  })

  test('the room has nothing that axe objects to, empty and with messages', async () => {
    const { enter } = await openRoom()
    const [page, other] = [await enter('ana', look), await enter('ben')]
    expect(await violations(page)).toEqual([])

    await say(other, 'see https://oriel.example')
    await say(page, 'thank you')
    await expect.poll(async () => (await messages(page)).length).toBe(2)
    expect(await violations(page)).toEqual([])
  })

  test('the room has nothing that axe objects to with images, chosen, refused and sent; nothing stands out of the screen', async () => {
    const { enter } = await openRoom()
    const page = await enter('ana', look)
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer })
    const large = png(900, 500)
    await page.setInputFiles('#image-form input', [file('cat.png', large), file('dog.png', large)])
    await page.locator('.card[data-state=done]').nth(1).waitFor()
    await say(page, 'two images')
    await page.locator('#messages .picture').nth(1).waitFor()
    await page.setInputFiles('#image-form input', [
      ...['a.png', 'b.png', 'c.png'].map((name) => file(name, large)),
      file('none.png', Buffer.from('no image')),
    ])
    await page.locator('.card[data-state=done]').nth(2).waitFor()
    await page.locator('.card[data-state=failed]').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
  })
})

test('on a phone the people are behind a button, and the room stands on one screen', async () => {
  const { enter } = await openRoom()
  const page = await enter('ana', { viewport: phone, hasTouch: true, isMobile: true })
  const people = page.getByRole('complementary', { name: 'People' })
  expect(await people.isVisible()).toBe(false)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)

  await page.getByRole('button', { name: 'People' }).click()
  await people.getByText('You are ana').waitFor()
  expect(await violations(page)).toEqual([])
  await people.getByRole('button', { name: 'Close' }).click()
  expect(await people.isVisible()).toBe(false)
})

test('on a phone everything to press is at least 44 pixels high', async () => {
  const { enter } = await openRoom()
  const page = await enter('ana', { viewport: phone })

  const heights = await page
    .locator('button:visible')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height))
  expect(heights.length).toBeGreaterThan(2)
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
})

test('a message of a thousand characters and a name of fifty do not break the layout', async () => {
  const { enter } = await openRoom()
  const page = await enter('n'.repeat(50), { viewport: phone })

  await page.fill('textarea', 'w'.repeat(1000))
  await page.keyboard.press('Enter')
  await expect.poll(() => messages(page)).toEqual(['w'.repeat(1000)])

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  expect(await page.evaluate(() => document.getElementById('scroller')?.scrollWidth)).toBeLessThanOrEqual(
    phone.width,
  )
})

test('without scripts the room can be read, and says why nothing can be sent', async () => {
  const { enter, open } = await openRoom()
  const page = await enter('ana')
  await say(page, 'hello')
  await page.getByText('hello').waitFor()
  const { pathname, search } = new URL(page.url())
  await page.close()

  const { page: silent } = await open(pathname + search, { javaScriptEnabled: false })

  await expect.poll(() => messages(silent)).toEqual(['hello'])
  expect(await silent.locator('.notice').isVisible()).toBe(true)
  expect(await silent.isVisible('textarea')).toBe(false)
})

test('the first stop of the keyboard leads past everything to the content', async () => {
  const { open } = await openRoom()
  const { page } = await open()

  const first = page.locator(':is(a[href], button, input, textarea, [tabindex])').first()
  await first.focus()
  expect(await first.textContent()).toBe('Skip to the content')
  expect(await first.evaluate((link) => getComputedStyle(link).clipPath)).toBe('none')

  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#main')
})

test('the style sheet is smaller than 8 kB over the wire', () => {
  const folder = inject('clientBuilds').oriel
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

  expect(brotliCompressSync(readFileSync(join(folder, manifest['app.css']))).length).toBeLessThan(8000)
})
