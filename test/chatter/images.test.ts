import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Image, Images } from '../../src/chatter/index.ts'
import { openChatter, testChatter, unwrap } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { losingAnswers } from '../support/losing-answers.ts'
import { type MemoryImages, memoryImages } from '../support/memory-images.ts'
import { jpegStart, png } from '../support/pictures.ts'
import { refusalOf } from '../support/problems.ts'

const database = await testDatabase()

/** Opens Chatter with the place where its images are kept, and what it logs. */
async function room(options: Parameters<typeof testChatter>[1] = {}) {
  const store = memoryImages()
  const logged: string[] = []
  const log = { info() {}, error: (_: object, message: string) => void logged.push(message) }
  return { store, logged, ...(await testChatter(database, { imageStore: store, log, ...options })) }
}

/** Receives an image in full. */
async function receive(images: Images, bytes = png(), id: string = randomUUID()) {
  const writer = images.receive(id, bytes.length)
  await writer.write(bytes)
  return { writer, image: await writer.close() }
}

const pending = async () =>
  (await database.db.selectFrom('pending_images').select('name').execute()).map(({ name }) => name)

const described = (image: Image, alt = '') => ({ ...image, alt })

/** Nothing is left: no file, and no word of one. */
async function expectNothing(store: MemoryImages): Promise<void> {
  expect([...store.kept.keys()]).toEqual([])
  expect(await pending()).toEqual([])
}

describe('an image', () => {
  test('is stored as it comes, under a name of its own, and can be read with its type', async () => {
    const { images, store } = await room()
    const bytes = png(30, 20, 9_000)
    const id = randomUUID()
    const writer = images.receive(id, bytes.length)
    for (let at = 0; at < bytes.length; at += 4_100) await writer.write(bytes.subarray(at, at + 4_100))
    expect(await writer.close()).toEqual({ name: `${id}.png`, width: 30, height: 20, alt: '' })
    expect(store.kept.get(`${id}.png`)).toEqual(bytes)
    const read = await images.read(`${id}.png`)
    expect(read?.type).toBe('image/png')
    expect(Buffer.concat(await read!.bytes.toArray())).toEqual(bytes)
  })

  test('whose size stands behind other things is held back until it is known', async () => {
    const { images, store } = await room()
    const bytes = jpegStart(640, 480, 1, 3)
    const writer = images.receive(randomUUID(), bytes.length)
    await writer.write(bytes.subarray(0, 64_000))
    expect(store.kept.size).toBe(0)
    await writer.write(bytes.subarray(64_000))
    const { name } = await writer.close()
    expect(store.kept.get(name)?.equals(bytes)).toBe(true)
  })

  test('that is none is refused, and nothing of it is stored', async () => {
    const { images, store } = await room()
    const short = images.receive(randomUUID(), 20)
    await short.write(Buffer.from('this is not an image'))
    await expect(short.close()).rejects.toThrow('The image cannot be read.')
    await short.discard()
    const long = images.receive(randomUUID(), 9_000_000)
    await expect(long.write(Buffer.alloc(2_000_000, 'x'))).rejects.toThrow('The image cannot be read.')
    await long.discard()
    await expectNothing(store)
  })

  test.each(['nobody.png', '../chat.png', `${randomUUID()}.png`, ''])(
    'of the name "%s" is not there',
    async (name) => {
      expect(await (await room()).images.read(name)).toBeUndefined()
    },
  )

  test('that was never sent is gone once it is not wanted any more, whole or not', async () => {
    const { images, store } = await room()
    const { writer } = await receive(images)
    await writer.discard()
    const half = images.receive(randomUUID(), 9_000)
    await half.write(png(3, 2, 5_000).subarray(0, 4_100))
    expect(store.kept.size).toBe(1)
    await half.discard()
    await expectNothing(store)
  })

  test('whose store fails is refused, and leaves no word of it', async () => {
    const failing = { ...memoryImages(), create: () => Promise.reject(new Error('no room')) }
    const { images } = await room({ imageStore: failing })
    const writer = images.receive(randomUUID(), 100)
    await expect(writer.write(png())).rejects.toThrow('no room')
    await writer.discard()
    expect(await pending()).toEqual([])
  })
})

describe('a message with images', () => {
  test('has them for all, with what they show, also when it is read again', async () => {
    const { chat, images, ana } = await room()
    const [one, two] = [await receive(images), await receive(images, png(9, 9))]
    const sent = [described(one.image, ' The sea\0 '), described(two.image)]
    const message = unwrap(await chat.send(ana, 'look', undefined, sent))
    expect(message.images).toEqual([described(one.image, 'The sea'), two.image])
    expect(chat.recent()).toEqual([message])
    expect((await openChatter({ db: database.db })).chat.recent()).toEqual([message])
    expect(await chat.after(message.id)).toEqual([message])
  })

  test('keeps them, whatever their sender does then', async () => {
    const { chat, images, store, ana } = await room()
    const { writer, image } = await receive(images)
    unwrap(await chat.send(ana, 'look', undefined, [image]))
    expect(await pending()).toEqual([])
    await writer.discard()
    expect([...store.kept.keys()]).toEqual([image.name])
  })

  test('needs no text', async () => {
    const { chat, images, ana } = await room()
    const { image } = await receive(images)
    expect(unwrap(await chat.send(ana, ' ', undefined, [image])).content).toBe('')
    expect(refusalOf(await chat.send(ana, ' '))).toEqual({ content: "can't be blank" })
  })

  test('may have four of them, and a text of 1,000 characters', async () => {
    const { chat, images, ana } = await room()
    const all = []
    for (let i = 0; i < 5; i++) all.push((await receive(images)).image)
    const tooMany = await chat.send(ana, 'look', undefined, all)
    expect(refusalOf(tooMany)).toEqual({ images: 'At most 4 images go into one message.' })
    const tooLong = await chat.send(ana, 'x'.repeat(1_001), undefined, all.slice(1))
    expect(refusalOf(tooLong)).toEqual({ content: 'should be at most 1000 character(s)' })
    expect(unwrap(await chat.send(ana, 'look', undefined, all.slice(1))).images).toHaveLength(4)
  })

  test('takes none that another message has, that nobody has sent, or twice the same', async () => {
    const { chat, images, ana, ben } = await room()
    const { image } = await receive(images)
    const missing = { images: 'An image is not there any more. Remove it, and choose it again.' }
    expect(refusalOf(await chat.send(ana, 'two', undefined, [image, image]))).toEqual(missing)
    unwrap(await chat.send(ana, 'mine', undefined, [image]))
    expect(refusalOf(await chat.send(ben, 'mine, too', undefined, [image]))).toEqual(missing)
    const invented = { ...image, name: `${randomUUID()}.png` }
    expect(refusalOf(await chat.send(ben, 'look', undefined, [invented]))).toEqual(missing)
  })

  test('that two people send at once with one image is that of one of them', async () => {
    const { chat, images, ana, ben } = await room()
    const { image } = await receive(images)
    const sendings = [ana, ben].map((user) => chat.send(user, 'look', undefined, [image]))
    const results = await Promise.all(sendings)
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('a message with images that cannot be written', () => {
  test('leaves them to its sender, who sends them again or gives them up', async () => {
    const { chat, images, store, ana } = await room()
    const [one, two] = [await receive(images), await receive(images)]
    const stranger = { id: randomUUID(), name: 'stranger' }
    const failed = { '': 'Failed to send message' }
    expect(refusalOf(await chat.send(stranger, 'look', undefined, [one.image, two.image]))).toEqual(failed)
    unwrap(await chat.send(ana, 'again', undefined, [one.image]))
    await two.writer.discard()
    expect([...store.kept.keys()]).toEqual([one.image.name])
    expect(await pending()).toEqual([])
  })

  test('while the database has stopped is refused, and is fine when it is back', async () => {
    const { chat, images, logged, ana } = await room()
    const { image } = await receive(images)
    await database.stop()
    expect(refusalOf(await chat.send(ana, 'look', undefined, [image]))).toEqual({
      '': 'Failed to send message',
    })
    await database.start()
    expect(logged).toEqual(['images cannot be put into a message'])
    expect(unwrap(await chat.send(ana, 'look', undefined, [image])).images).toEqual([image])
  })
})

describe('a message with images that is sent twice', () => {
  test('with one event id is the first one, and what came with the second is not kept', async () => {
    const { chat, images, store, ana } = await room()
    const [one, two] = [await receive(images), await receive(images)]
    const eventId = randomUUID()
    const first = unwrap(await chat.send(ana, 'look', eventId, [one.image]))
    expect(unwrap(await chat.send(ana, 'look', eventId, [two.image]))).toEqual(first)
    await two.writer.discard()
    expect([...store.kept.keys()]).toEqual([one.image.name])
    expect(await pending()).toEqual([])
  })

  test('because its answer was lost after it was written is found with its images', async () => {
    const connection = losingAnswers()
    const { chat, images, ana } = await room({ db: database.db.withPlugin(connection) })
    const { image } = await receive(images)
    const eventId = randomUUID()
    connection.loseInsertOf('messages')
    expect((await chat.send(ana, 'look', eventId, [image])).ok).toBe(false)
    const found = unwrap(await chat.send(ana, 'look', eventId, [image]))
    expect(found.images).toEqual([image])
    expect(unwrap(await chat.sentBefore(ana, eventId))).toEqual(found)
  })

  test('is not found when it never was, or by another user', async () => {
    const { chat, images, ana, ben } = await room()
    const { image } = await receive(images)
    const eventId = randomUUID()
    unwrap(await chat.send(ana, 'look', eventId, [image]))
    expect((await chat.sentBefore(ana, randomUUID())).ok).toBe(false)
    expect((await chat.sentBefore(ana, undefined)).ok).toBe(false)
    expect((await chat.sentBefore(ben, eventId)).ok).toBe(false)
  })
})

describe('images that an ended process has left behind', () => {
  const makeOlder = (image: Image, column: 'inserted_at' | 'claimed_at', by: string) =>
    sql`update pending_images set ${sql.ref(column)} = now() - ${by}::interval where name = ${image.name}`.execute(
      database.db,
    )

  test('are removed at the next start, once nobody can be about to send them', async () => {
    const { images, store } = await room()
    const [stale, fresh] = [await receive(images), await receive(images)]
    await makeOlder(stale.image, 'inserted_at', '25 hours')
    await openChatter({ db: database.db, imageStore: store })
    expect([...store.kept.keys()]).toEqual([fresh.image.name])
    expect(await pending()).toEqual([fresh.image.name])
  })

  test('are removed, too, when it ended while it wrote their message', async () => {
    const { images, store } = await room()
    const [stale, writing] = [await receive(images), await receive(images)]
    await makeOlder(stale.image, 'claimed_at', '2 hours')
    await makeOlder(writing.image, 'claimed_at', '1 minute')
    await makeOlder(writing.image, 'inserted_at', '3 days')
    await images.sweep()
    expect([...store.kept.keys()]).toEqual([writing.image.name])
  })

  test('are tried again later when their store fails, and do not keep others', async () => {
    const store = memoryImages()
    let fails = true
    const remove = (name: string) => (fails ? Promise.reject(new Error('away')) : store.remove(name))
    const { images, logged } = await room({ imageStore: { ...store, remove } })
    const [one, two] = [await receive(images), await receive(images)]
    for (const { image } of [one, two]) await makeOlder(image, 'inserted_at', '2 days')
    await images.sweep()
    expect(store.kept.size).toBe(2)
    expect(logged).toEqual(Array(2).fill('images that were never sent cannot be removed'))
    fails = false
    for (const { image } of [one, two]) await makeOlder(image, 'inserted_at', '2 days')
    await images.sweep()
    await expectNothing(store)
  })
})
