import { randomUUID } from 'node:crypto'
import type { TestView } from 'oriel/testing'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { gifStart, hugePng, png } from '../support/pictures.ts'
import { chatterPages } from './chatter-pages.ts'

const database = await testDatabase()

const INPUT = '#image-form input'

const file = (bytes: Buffer = png(), name = 'cat.png', type = 'image/png') =>
  new File([new Uint8Array(bytes)], name, { type })

/** Sends a message as the hook of the composer does, and waits until it is shown. */
async function send(
  view: TestView,
  content: string,
  images: readonly object[] = [],
  event_id: string = randomUUID(),
) {
  const answer = await view.pushEvent('send_message', { content, event_id, images })
  await view.settled()
  return answer
}

const refs = (view: TestView) => view.texts('.card').map((_, i) => String(i))

const cards = (view: TestView) =>
  [...view.html.matchAll(/data-state="(\w+)"/g)].map(([, state = '']) => state)

const named = (view: TestView) =>
  [...view.html.matchAll(/<img src="\/images\/([^"]+)"/g)].map(([, name = '']) => name)

describe('an image that is chosen', () => {
  test('is sent at once, and shows how far it has come', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file(png(9, 9, 100_000))], { upTo: 50 })
    expect(cards(view)).toEqual(['sending'])
    expect(view.attribute('.card progress', 'value')).toMatch(/^(49|50)$/)
    expect(view.attribute('.card progress', 'aria-label')).toBe('Sending cat.png')
    await view.upload(INPUT)
    expect(cards(view)).toEqual(['done'])
    expect(view.has('.card progress')).toBe(false)
    expect(view.text('.tray .count')).toBe('1 of 4 images')
  })

  test('can be taken away again, and leaves nothing', async () => {
    const { ana, openChat, store } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file(png(9, 9, 100_000))], { upTo: 50 })
    expect(store.kept.size).toBe(1)
    await view.click('[aria-label="Remove cat.png"]')
    expect(view.has('.card')).toBe(false)
    await expect.poll(() => store.kept.size).toBe(0)
  })

  test('is gone with its sender, whether it had come in full or not', async () => {
    const { ana, openChat, store } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file()])
    await view.choose(INPUT, [file(png(9, 9, 100_000), 'dog.png')], { upTo: 50 })
    expect(store.kept.size).toBe(2)
    view.disconnect()
    await expect.poll(() => store.kept.size).toBe(0)
    const pending = () => database.db.selectFrom('pending_images').selectAll().execute()
    await expect.poll(pending).toEqual([])
  })

  test.each([
    [
      'no image',
      file(Buffer.from('<script>alert(1)</script>')),
      'cat.png: Files of this type are not accepted.',
    ],
    [
      'a drawing',
      file(Buffer.from('<svg/>'), 'cat.svg', 'image/svg+xml'),
      'cat.svg: Files of this type are not accepted.',
    ],
    [
      'an image without a size',
      file(gifStart(0, 0), 'a.gif', 'image/gif'),
      'a.gif: The image cannot be read.',
    ],
    ['an image of too many pixels', file(hugePng(60_000, 60_000)), 'cat.png: The image has too many pixels.'],
    ['empty', file(Buffer.alloc(0)), 'cat.png: The file is empty.'],
    ['too large', file(png(9, 9, 200_000)), 'cat.png: The file is too large.'],
  ])('is refused with the reason when it is %s, and nothing of it is kept', async (_, chosen, reason) => {
    const { ana, openChat, store } = await chatterPages(database, { imageBytes: 100_000 })
    const view = await openChat(ana.id)
    await view.choose(INPUT, [chosen])
    expect(view.text('.card .problem')).toBe(reason)
    expect(store.kept.size).toBe(0)
    await view.click('.card button')
    await view.choose(INPUT, [file()])
    expect(cards(view)).toEqual(['done'])
  })

  test('beyond four is too much', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(
      INPUT,
      Array.from({ length: 5 }, (_, i) => file(png(), `${i}.png`)),
    )
    expect(view.text('.tray > .problem')).toBe('There are too many files.')
    await view.click('[aria-label="Remove 4.png"]')
    expect(view.text('.tray > .problem')).toBe('')
  })
})

describe('a message with images', () => {
  test('shows them to everyone, to those who come later, and before any script runs', async () => {
    const { ana, ben, openChat, store } = await chatterPages(database)
    const [anas, bens] = [await openChat(ana.id), await openChat(ben.id)]
    await anas.choose(INPUT, [file(png(768, 400)), file(png(10, 20), 'dog.png')])
    const answer = await send(anas, 'look', [{ ref: '0', alt: 'A <cat>' }, { ref: '1' }])
    expect(answer).toMatchObject({ accepted: true })
    expect(cards(anas)).toEqual([])
    const late = await openChat(ben.id)
    for (const view of [anas, bens, late]) {
      await expect.poll(() => view.text('#messages .content')).toContain('look')
      expect(new Set(named(view))).toEqual(new Set(store.kept.keys()))
      expect(view.attribute('.picture:first-child img', 'alt')).toBe('A <cat>')
      expect(view.attribute('.picture:last-child img', 'alt')).toBe('Image without a description')
    }
    for (const name of store.kept.keys()) expect(late.deadHtml).toContain(`src="/images/${name}"`)
  })

  test('takes their room before they are loaded, no more than a part of the page', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file(png(768, 400))])
    await send(view, '', [{ ref: '0' }])
    const attribute = (name: string) => view.attribute('.picture img', name)
    expect([attribute('width'), attribute('height'), attribute('loading')]).toEqual(['384', '200', 'lazy'])
    expect(view.attribute('.picture', 'href')).toBe(attribute('src'))
  })

  test('stands in the history', async () => {
    const { ana, ben, chat, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file()])
    await send(view, '', [{ ref: '0' }])
    for (let i = 0; i < 101; i++) await chat.send(ben, `${i}`)
    const late = await openChat(ben.id)
    expect(late.has('.picture')).toBe(false)
    const first = /id="messages-([\w-]+)" class="message"/.exec(late.html)?.[1]
    expect(await late.pushEvent('load_older', { id: first })).toEqual({ count: 2 })
    expect(late.count('.picture')).toBe(1)
  })

  test('has the type that its bytes have, whatever it was called', async () => {
    const { ana, openChat, store } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file(gifStart(5, 5), 'cat.png', 'image/png')])
    await send(view, '', [{ ref: '0' }])
    expect([...store.kept.keys()]).toEqual([expect.stringMatching(/\.gif$/)])
  })

  test('leaves those that were not named for the next one', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file(), file(png(), 'dog.png')])
    await send(view, 'one', [{ ref: '0' }])
    expect(view.has('[aria-label="Remove dog.png"]')).toBe(true)
    await send(view, 'two', [{ ref: '1' }])
    expect(named(view)).toHaveLength(2)
    expect(cards(view)).toEqual([])
  })

  test('that is refused leaves them where they are, and is sent with them again', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file()])
    await database.stop()
    const refused = await send(view, 'look', [{ ref: '0' }])
    await database.start()
    expect(refused).toEqual({ accepted: false, reason: 'Failed to send message' })
    expect(cards(view)).toEqual(['done'])
    expect(await send(view, 'look', [{ ref: '0' }])).toMatchObject({ accepted: true })
    expect(named(view)).toHaveLength(1)
  })

  test('that is sent again is the same one, though its images are not there any more', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file()])
    const eventId = randomUUID()
    const first = await send(view, 'look', [{ ref: '0' }], eventId)
    expect(await send(view, 'look', [{ ref: '0' }], eventId)).toEqual(first)
    expect(await send(view, 'look', [], eventId)).toEqual(first)
    expect(view.count('#messages .message')).toBe(1)
  })

  test.each([
    ['that nobody has chosen', [{ ref: '7' }]],
    ['that is named twice', [{ ref: '0' }, { ref: '0' }]],
  ])('is refused for one %s', async (_, images) => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file()])
    expect(await send(view, 'look', images)).toEqual({
      accepted: false,
      reason: 'An image is not there any more. Remove it, and choose it again.',
    })
    expect(view.count('#messages .message')).toBe(0)
    expect(refs(view)).toEqual(['0'])
  })

  test('is refused while one of them has not come in full', async () => {
    const { ana, openChat } = await chatterPages(database)
    const view = await openChat(ana.id)
    await view.choose(INPUT, [file(png(9, 9, 100_000))], { upTo: 50 })
    expect(await send(view, 'look', [{ ref: '0' }])).toMatchObject({ accepted: false })
  })
})
