import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { readHead } from '../../src/chatter/image.ts'
import { testDatabase } from '../support/database.ts'
import { png } from '../support/pictures.ts'
import { messages, onTheWay, say, useRooms } from './rooms.ts'

const database = await testDatabase()
const openRoom = useRooms(database)

const typed = (page: Page) => page.inputValue('textarea')

const file = (name = 'cat.png', buffer = png(300, 200), mimeType = 'image/png') => ({
  name,
  mimeType,
  buffer,
})

/** Opens the browser's dialog by the button of the composer, and picks files there. */
async function pick(page: Page, ...files: readonly ReturnType<typeof file>[]): Promise<void> {
  const opened = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add images' }).click()
  await (await opened).setFiles([...files])
}

const states = (page: Page) =>
  page.locator('.card').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['state']))

const hasCards = (page: Page, ...expected: readonly string[]) =>
  expect.poll(() => states(page)).toEqual(expected)

/** The images of the messages that have arrived, once the browser has loaded them: how wide each is, and what it shows. */
const pictures = (page: Page) =>
  page
    .locator('#messages .picture img')
    .evaluateAll((all) =>
      all.map((img) => [(img as HTMLImageElement).naturalWidth, (img as HTMLImageElement).alt]),
    )

/** Hands files to an element as the clipboard does, or a hand with a mouse. */
async function hand(
  page: Page,
  selector: string,
  how: 'paste' | 'dragover' | 'drop',
  names: readonly string[],
  text = '',
) {
  const bytes = png(300, 200).toString('base64')
  await page.locator(selector).evaluate(
    (el, { how, names, bytes, text }) => {
      const data = new DataTransfer()
      const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))
      for (const name of names) data.items.add(new File([content], name, { type: 'image/png' }))
      if (text) data.setData('text/plain', text)
      const init = { bubbles: true, cancelable: true }
      el.dispatchEvent(
        how === 'paste'
          ? new ClipboardEvent(how, { ...init, clipboardData: data })
          : new DragEvent(how, { ...init, dataTransfer: data }),
      )
    },
    { how, names, bytes, text },
  )
}

describe.each(['oriel', 'official'] as const)('images in the composer, under the %s client', (client) => {
  test('are picked, shown before they are sent, described, and in the room with their message', async () => {
    const { enter } = await openRoom({ client })
    const [ana, ben] = [await enter('ana'), await enter('ben')]

    await pick(ana, file(), file('dog.png', png(30, 20)))
    await hasCards(ana, 'done', 'done')
    const preview = ana.locator('.card img').first()
    await expect.poll(() => preview.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(300)
    await ana.getByLabel('Description of cat.png').fill('A cat')
    await say(ana, 'look')

    for (const page of [ana, ben]) {
      await expect.poll(() => messages(page)).toEqual(['look'])
      await expect
        .poll(() => pictures(page))
        .toEqual([
          [300, 'A cat'],
          [30, 'Image without a description'],
        ])
    }
    await hasCards(ana)
    expect(await typed(ana)).toBe('')
  })

  test('are pasted, and need no text', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await hand(page, 'textarea', 'paste', ['image.png'])
    await hasCards(page, 'done')
    await page.keyboard.press('Enter')
    await expect.poll(() => pictures(page)).toHaveLength(1)
    expect(await messages(page)).toEqual([''])
    await expect.poll(() => onTheWay(page)).toEqual([])
  })

  test('are not taken from what is text and a picture of itself', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await hand(page, 'textarea', 'paste', ['table.png'], 'one\ttwo')
    await pick(page, file())
    await hasCards(page, 'done')
  })

  test('are dropped anywhere in the room, which says that it takes them', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await hand(page, '#scroller', 'dragover', ['cat.png'])
    expect(await page.locator('.dropping').count()).toBe(1)
    await hand(page, '#scroller', 'drop', ['cat.png', 'dog.png'])
    expect(await page.locator('.dropping').count()).toBe(0)
    await hasCards(page, 'done', 'done')
  })

  test('are taken away by the keyboard alone, and the focus goes back to the text', async () => {
    const { enter, images } = await openRoom({ client })
    const page = await enter('ana')
    await pick(page, file())
    await hasCards(page, 'done')
    await page.getByRole('button', { name: 'Remove cat.png' }).focus()
    await page.keyboard.press('Enter')
    await hasCards(page)
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await expect.poll(() => images.kept.size).toBe(0)
    await say(page, 'just text')
    await expect.poll(() => messages(page)).toEqual(['just text'])
    expect(await pictures(page)).toEqual([])
  })

  test('that are not there yet hold their message and those after it, and no typing', async () => {
    const { proxy, enter } = await openRoom({ client })
    const page = await enter('ana')
    proxy.stall()
    await pick(page, file())
    await say(page, 'with a cat')
    await say(page, 'after it')
    await page.keyboard.type('going on')
    expect(await typed(page)).toBe('going on')
    expect(await onTheWay(page)).toEqual(['with a cat', 'after it'])
    proxy.resume()
    await expect.poll(() => messages(page), { timeout: 10_000 }).toEqual(['with a cat', 'after it'])
    await expect.poll(() => pictures(page)).toHaveLength(1)
    expect(await page.locator('#messages .message:has(.picture) .content').allTextContents()).toEqual([
      'with a cat',
    ])
    expect(await typed(page)).toBe('going on')
  })

  test('that are not taken give their message back with the reason, and do not keep it', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await pick(page, file('cat.png', Buffer.from('no image')))
    await hasCards(page, 'failed')
    await say(page, 'look')
    await expect.poll(() => typed(page)).toBe('look')
    const problem = 'cat.png: Files of this type are not accepted.'
    expect(await page.textContent('#message-problem')).toBe(problem)
    await page.getByRole('button', { name: 'Remove cat.png' }).click()
    await hasCards(page)
    await page.focus('textarea')
    await page.keyboard.press('Enter')
    await expect.poll(() => messages(page)).toEqual(['look'])
  })

  test('are four at most', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await pick(page, ...[1, 2, 3].map((i) => file(`${i}.png`)))
    await hasCards(page, 'done', 'done', 'done')
    await pick(page, file('4.png'), file('5.png'))
    await hasCards(page, 'done', 'done', 'done', 'done')
    expect(await page.textContent('#message-problem')).toBe('At most 4 images go into one message.')
    await say(page, 'all of them')
    await expect.poll(() => pictures(page)).toHaveLength(4)
  })

  test('stay with a message that is refused, and go with it when it is sent again', async () => {
    const page = await (await openRoom({ client })).enter('ana')
    await pick(page, file())
    await hasCards(page, 'done')
    await database.stop()
    await say(page, 'look')
    await expect.poll(() => typed(page), { timeout: 10_000 }).toBe('look')
    await database.start()
    await hasCards(page, 'done')
    await page.focus('textarea')
    await page.keyboard.press('Enter')
    await expect.poll(() => pictures(page)).toHaveLength(1)
    expect(await messages(page)).toEqual(['look'])
    await hasCards(page)
  })

  test('that were on their way when the connection was lost can be taken away, and others sent', async () => {
    const { proxy, enter, images } = await openRoom({ client, limits: { resumeMs: 0 } })
    const page = await enter('ana')
    proxy.stall()
    await pick(page, file())
    // Until then it is not on its way: it is made smaller first, which takes a busy machine a while.
    await page.locator('#image-form.phx-change-loading').waitFor({ state: 'attached' })
    await say(page, 'look')
    proxy.resume()
    proxy.cut()
    await expect.poll(() => typed(page), { timeout: 10_000 }).toBe('look')
    await page.waitForSelector('.phx-connected')
    // Our client sends the file to the view that follows; the official one has forgotten it.
    if (client === 'oriel') await hasCards(page, 'done')
    for (const button of await page.locator('.card button').all()) await button.click()
    await hasCards(page)
    await pick(page, file('dog.png', png(30, 20)))
    await hasCards(page, 'done')
    await page.focus('textarea')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => pictures(page), { timeout: 10_000 })
      .toEqual([[30, 'Image without a description']])
    // What was on its way is discarded beside the turns.
    await expect.poll(() => images.kept.size).toBe(1)
  })

  test('that a camera has taken are sent no larger than they can be seen, and without what it wrote into them', async () => {
    const { enter, images } = await openRoom({ client })
    const page = await enter('ana')
    const photograph = await page.evaluate(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 1500 })
      canvas.getContext('2d')?.fillRect(0, 0, 1500, 1500)
      return canvas.toDataURL('image/jpeg').split(',')[1] ?? ''
    })
    const written = withPlace(Buffer.from(photograph, 'base64'))
    await pick(page, file('holiday.jpg', written, 'image/jpeg'))
    await hasCards(page, 'done')
    const [[name, bytes] = ['', Buffer.alloc(0)]] = images.kept
    expect(name).toMatch(/\.jpg$/)
    expect(readHead(bytes)).toMatchObject({ width: 2000, height: 1000 })
    expect(written.includes('48 N')).toBe(true)
    expect(bytes.includes('48 N')).toBe(false)
  })

  test('do not move the text when they are loaded', async () => {
    const { enter } = await openRoom({ client })
    const [ana, ben] = [await enter('ana'), await enter('ben')]
    let load = () => {}
    const mayLoad = new Promise<void>((resolve) => {
      load = resolve
    })
    await ben.route('**/images/*', (route) => mayLoad.then(() => route.continue()))
    await pick(ana, file('cat.png', png(900, 600)))
    await hasCards(ana, 'done')
    await say(ana, 'look')
    const image = ben.locator('#messages .picture img')
    await image.waitFor()
    // That ana has come makes room in the page, and the roster tells of it a moment later.
    await ben.getByText('Enter sends').waitFor()
    const before = await ben.locator('#messages').boundingBox()
    expect(await pictures(ben)).toEqual([[0, 'Image without a description']])
    load()
    await expect.poll(() => pictures(ben)).toEqual([[900, 'Image without a description']])
    expect(await ben.locator('#messages').boundingBox()).toEqual(before)
    // As it is laid out: what glides in is still on its way to there.
    const size = await image.evaluate((img) => [img.clientWidth, img.clientHeight])
    expect(size).toEqual([384, 256])
  })
})

test('an image goes on where it was when the connection was lost for a moment, under the oriel client', async () => {
  const { proxy, enter } = await openRoom()
  const page = await enter('ana')
  // Each chunk takes a while, so that some of them are still to come.
  proxy.delay(100)
  await pick(page, file('cat.png', png(300, 200, 800_000)))
  await page.locator('.card progress').waitFor()
  proxy.cut()
  proxy.delay(0)
  await hasCards(page, 'done')
  await page.focus('textarea')
  await page.keyboard.press('Enter')
  await expect.poll(() => pictures(page)).toEqual([[300, 'Image without a description']])
})

/** A photograph into which its camera has written where it was. */
function withPlace(jpeg: Buffer): Buffer {
  const note = Buffer.from('Exif\0\0 48 N 16 E')
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, note, jpeg.subarray(2)])
}
