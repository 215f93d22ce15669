import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ImageStore } from '../../src/chatter/index.ts'
import { bucketStore } from '../../src/images/bucket-store.ts'
import { diskStore } from '../../src/images/disk-store.ts'
import { serveBucket } from '../support/s3-server.ts'

/** A place for images, and the names of what is there. */
interface Place {
  readonly store: ImageStore
  readonly names: () => Promise<readonly string[]>
}

async function folder(): Promise<Place> {
  const path = await mkdtemp(join(tmpdir(), 'oriel-images-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return { store: diskStore(join(path, 'images')), names: () => readdir(join(path, 'images')) }
}

async function bucket(): Promise<Place> {
  const { bucket, objects, close } = await serveBucket()
  onTestFinished(close)
  return {
    store: bucketStore(bucket),
    names: async () => [...objects.keys()].map((key) => key.replace('images/', '')),
  }
}

const nameOf = (extension = 'png') => `${randomUUID()}.${extension}`

/** Stores an image in parts. */
async function put({ store }: Place, name: string, bytes: Buffer, part = 64_000): Promise<void> {
  const sink = await store.create(name, bytes.length)
  for (let at = 0; at < bytes.length; at += part) await sink.write(bytes.subarray(at, at + part))
  await sink.close()
}

async function read({ store }: Place, name: string): Promise<Buffer | undefined> {
  const bytes = await store.read(name)
  return bytes && Buffer.concat(await bytes.toArray())
}

describe.each([
  ['a folder', folder],
  ['a bucket', bucket],
] as const)('%s', (_, open) => {
  test('gives back what was put there, large or small', async () => {
    const place = await open()
    for (const size of [1, 64_000, 3_000_001]) {
      const [name, bytes] = [nameOf(), Buffer.alloc(size, randomUUID())]
      await put(place, name, bytes)
      // Element by element, megabytes would take longer to compare than to store.
      expect((await read(place, name))?.equals(bytes)).toBe(true)
    }
    expect(await place.names()).toHaveLength(3)
  })

  test('has nothing of a name that was never used, and takes nothing away of it', async () => {
    const place = await open()
    expect(await read(place, nameOf())).toBeUndefined()
    await place.store.remove(nameOf())
  })

  test('has nothing of what was given up or taken away', async () => {
    const place = await open()
    const [half, whole] = [nameOf(), nameOf('webp')]
    const sink = await place.store.create(half, 1_000_000)
    await sink.write(Buffer.alloc(64_000))
    await sink.abort()
    await put(place, whole, Buffer.alloc(10))
    await place.store.remove(whole)
    await place.store.remove(whole)
    await expect.poll(place.names).toEqual([])
    expect(await read(place, whole)).toBeUndefined()
  })
})

test('a folder keeps what is there already: a name is used once', async () => {
  const place = await folder()
  const name = nameOf()
  await put(place, name, Buffer.from('first'))
  await expect(place.store.create(name, 5)).rejects.toThrow('EEXIST')
  expect(String(await read(place, name))).toBe('first')
})

test('a bucket that refuses its keys fails what is put there, and what is taken away', async () => {
  const { bucket, close } = await serveBucket()
  onTestFinished(close)
  const store = bucketStore({ ...bucket, secretAccessKey: 'another' })
  const sink = await store.create(nameOf(), 4)
  await sink.write(Buffer.from('1234'))
  await expect(sink.close()).rejects.toThrow('The bucket has answered 403 to a PUT.')
  await expect(store.remove(nameOf())).rejects.toThrow('The bucket has answered 403 to a DELETE.')
})

test('a bucket that is away, or leaves in the middle, fails what is put there', async () => {
  const { bucket, close } = await serveBucket()
  await close()
  const away = await bucketStore(bucket).create(nameOf(), 4)
  await expect(away.write(Buffer.from('1234')).then(away.close)).rejects.toThrow('ECONNREFUSED')

  const server = createServer((request) => request.once('data', () => request.socket.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const sink = await bucketStore({ ...bucket, url: `http://127.0.0.1:${port}` }).create(nameOf(), 8_000_000)
  const all = async () => {
    for (let i = 0; i < 125; i++) await sink.write(Buffer.alloc(64_000))
    await sink.close()
  }
  await expect(all()).rejects.toThrow()
})
