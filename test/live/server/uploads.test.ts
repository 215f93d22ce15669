import { upload } from 'oriel'
import { expect, test } from 'vitest'
import { useServer } from './serve.ts'
import { described, memoryWriter, served, UploadVisitor } from './upload-visitor.ts'

const serve = useServer()

const toMemory = (told?: string[]) => upload({ writer: () => memoryWriter(told) })

test('a file travels in chunks to its writer, and is consumed when all of it is there', async () => {
  const told: string[] = []
  const visitor = await UploadVisitor.open(await serve(served(toMemory(told))))
  const channel = await visitor.begin(described('a.txt', 10))
  expect(await channel.chunk('hello')).toEqual({ status: 'ok', response: {} })
  expect(JSON.stringify(await visitor.progress(50))).toContain('[a.txt 50% ]')
  await channel.chunk('world')
  expect(JSON.stringify(await visitor.progress(100))).toContain('[a.txt 100% ]')
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
  expect(told).toEqual(['write 10', 'consumed'])
})

test('the answer to a browser that asks to send tells what it may, beside the diff', async () => {
  const visitor = await UploadVisitor.open(
    await serve(served(upload({ writer: () => memoryWriter(), chunkSize: 9 }))),
  )
  await visitor.select(described('a.txt', 10))
  const answer = await visitor.call('allow_upload', {
    ref: visitor.ref,
    entries: [described('a.txt', 10), described('unknown.txt', 10, '7')],
  })
  expect(answer).toMatchObject({
    ref: visitor.ref,
    config: { max_file_size: 8_000_000, max_entries: 1, chunk_size: 9, chunk_timeout: 10_000 },
    entries: { 0: expect.any(String) },
    errors: {},
  })
  expect(Object.keys(answer['entries'] as object)).toEqual(['0'])
})

test('a file travels over a long poll as well', async () => {
  const visitor = await UploadVisitor.open(await serve(served(toMemory())), { isPolled: true })
  const channel = await visitor.begin(described('a.txt', 5))
  await channel.chunk(new Uint8Array([0x68, 0x65, 0x79, 0x20, 0xff]))
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved hey')
})

test('where there is room for one file, another one takes its place', async () => {
  const told: string[] = []
  const visitor = await UploadVisitor.open(await serve(served(toMemory(told))))
  const channel = await visitor.begin(described('a.txt', 10))
  await channel.chunk('hello')
  expect(JSON.stringify(await visitor.select(described('b.txt', 5, '1')))).toContain('[b.txt 0% ]')
  await visitor.closed(channel)
  // Too little of it had come to tell what it is, so no writer was opened.
  expect(told).toEqual([])
})

test('a file that is not whole is not consumed by a form that comes too soon', async () => {
  const visitor = await UploadVisitor.open(await serve(served(toMemory())))
  const channel = await visitor.begin(described('a.txt', 10))
  await channel.chunk('hello')
  // Nobody believes a browser that claims to be done.
  await visitor.progress(100)
  await visitor.submit('save')
  await channel.chunk('world')
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('an upload that is allowed no more ends what is under way, and answers no browser that goes on', async () => {
  const told: string[] = []
  const visitor = await UploadVisitor.open(await serve(served(toMemory(told))))
  const channel = await visitor.begin(described('a.txt', 5_000))
  await channel.chunk('x'.repeat(4_500))
  await visitor.submit('close')
  await visitor.closed(channel)
  expect(told.at(-1)).toBe('discard')
  await visitor.select(described('b.txt', 5, '1'))
  expect(await visitor.allow(described('b.txt', 5, '1'))).toEqual({})
  await visitor.submit('open')
  await visitor.select(described('b.txt', 5, '1'))
  expect(await visitor.allow(described('b.txt', 5, '1'))).toEqual({ 1: expect.any(String) })
})

test('several files travel beside each other', async () => {
  const visitor = await UploadVisitor.open(
    await serve(served(upload({ writer: () => memoryWriter(), maxEntries: 3 }))),
  )
  const files = [described('a.txt', 2, '0'), described('b.txt', 2, '1'), described('c.txt', 2, '2')]
  await visitor.select(...files)
  const tokens = await visitor.allow(...files)
  const channels = await Promise.all(files.map(({ ref }) => visitor.channel(tokens[ref], ref)))
  for (const part of ['1', '2']) await Promise.all(channels.map((channel) => channel.chunk(part)))
  for (const { ref } of files) await visitor.progress(100, ref)
  expect(JSON.stringify(await visitor.submit())).toContain('saved 12 and 12 and 12')
})
