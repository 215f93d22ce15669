import { readdirSync, statSync } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refuseUpload, type UploadDefinition, type UploadWriter, upload } from 'oriel'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LiveApp } from '../../support/live-app.ts'
import { useServer } from './serve.ts'
import { described, memoryWriter, served, tempFiles, UploadVisitor } from './upload-visitor.ts'

const serve = useServer()

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oriel-test-'))
  vi.stubEnv('TMPDIR', folder)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** An upload of temporary files, which are read when they are consumed. */
const toTempFile = (options: Parameters<typeof upload>[0] = {}) =>
  // The view of these tests shows texts: a path is one.
  upload(options) as unknown as UploadDefinition<string>

/** Opens a page and begins to send a file there. */
async function begin(papers: UploadDefinition<string>, size = 10, limits = {}, name = 'a.txt') {
  const live = await serve(served(papers, limits))
  const visitor = await UploadVisitor.open(live)
  return { live, visitor, channel: await visitor.begin(described(name, size)) }
}

/** The rest of the form lives: what is typed reaches the view. */
async function isAlive(visitor: UploadVisitor): Promise<void> {
  expect(JSON.stringify(await visitor.submit('check', 'title=still+here'))).toContain('title still here')
}

const isLogged = (live: LiveApp, facts: object) =>
  expect.poll(() => live.lines).toContainEqual(expect.objectContaining(facts))

test('more bytes than were declared end the file, with an error at its entry', async () => {
  const { live, visitor, channel } = await begin(toTempFile())
  await channel.chunk('hello')
  const { status, response } = await channel.chunk('hello world')
  expect({ status, response }).toEqual({
    status: 'error',
    response: { reason: 'file_size_limit_exceeded', limit: 10 },
  })
  await visitor.closed(channel)
  await visitor.sees('[a.txt 0% too_large]')
  await isLogged(live, { level: 'warn', code: 'upload_refused', error: 'too_large' })
  await isAlive(visitor)
  await expect.poll(tempFiles).toEqual([])
})

test('a chunk after the last one is refused', async () => {
  const { visitor, channel } = await begin(toTempFile())
  await channel.chunk('0123456789')
  expect((await channel.chunk('0')).response).toMatchObject({ reason: 'file_size_limit_exceeded' })
  await isAlive(visitor)
  await expect.poll(tempFiles).toEqual([])
})

test.for([
  ['is larger than agreed', 'x'.repeat(6)],
  ['is empty', ''],
] as const)('a chunk that %s is refused', async ([, content]) => {
  const { visitor, channel } = await begin(toTempFile({ chunkSize: 5 }))
  expect((await channel.chunk(content)).response).toMatchObject({ reason: 'malformed_chunk' })
  await visitor.sees('[a.txt 0% interrupted]')
  await isAlive(visitor)
})

test('a file is refused when its bytes are of another type than its name', async () => {
  const { visitor, channel } = await begin(toTempFile({ accept: ['.txt'] }), 20)
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(16)])
  expect((await channel.chunk(zip)).status).toBe('ok')
  await isAlive(visitor)
  const other = await begin(toTempFile({ accept: ['.png'] }), 20, {}, 'a.png')
  expect((await other.channel.chunk(zip)).response).toEqual({ reason: 'writer_error' })
  await other.visitor.sees('[a.png 0% not_accepted]')
  await isAlive(other.visitor)
})

test.for([
  ['a code', 'not_accepted'],
  ['words of its own', 'It holds a virus.'],
])(
  'a writer refuses a file for what is in it by %s, which is no failure of the app',
  async ([, error = '']) => {
    const writer = (): UploadWriter<string> => ({
      write() {
        throw refuseUpload(error)
      },
      close: () => '',
    })
    const { live, visitor, channel } = await begin(upload({ writer }))
    expect((await channel.chunk('0123456789')).response).toEqual({ reason: 'writer_error' })
    await visitor.sees(`[a.txt 0% ${error}]`)
    await isLogged(live, { level: 'warn', code: 'upload_refused', error })
    await isAlive(visitor)
  },
)

test('a file of a type, a size or a name that is not taken gets no token', async () => {
  const visitor = await UploadVisitor.open(
    await serve(served(toTempFile({ accept: ['.txt'], maxFileSize: 10, maxEntries: 9 }))),
  )
  const files = [
    described('a.exe', 5, '0'),
    described('b.txt', 11, '1'),
    described('c.txt', 0, '2'),
    described('../d.txt', 5, '3'),
  ]
  expect(JSON.stringify(await visitor.select(...files))).toContain(
    '[a.exe 0% not_accepted][b.txt 0% too_large][c.txt 0% empty][d.txt 0% ]',
  )
  expect(Object.keys(await visitor.allow(...files))).toEqual(['3'])
})

test('more files than are allowed get no token, and not more than some are kept', async () => {
  const visitor = await UploadVisitor.open(await serve(served(toTempFile({ maxEntries: 2 }))))
  const files = Array.from({ length: 300 }, (_, i) => described(`${i}.txt`, 5, String(i)))
  const told = JSON.stringify(await visitor.select(...files))
  expect(told).toContain('[101.txt 0% ]')
  expect(told).not.toContain('[102.txt 0% ]')
  expect(Object.keys(await visitor.allow(...files))).toEqual(['0', '1'])
})

test('a token that is forged, or of another page, opens nothing', async () => {
  const live = await serve(served(toTempFile()))
  const [ana, ben] = [await UploadVisitor.open(live), await UploadVisitor.open(live)]
  await ana.select(described('a.txt', 5))
  const { 0: token } = await ana.allow(described('a.txt', 5))
  for (const wrong of [undefined, '', 'x.y', `${token}x`, 7])
    expect((await ana.channel(wrong)).response).toEqual({ reason: 'invalid_token' })
  expect((await ben.channel(token)).response).toEqual({ reason: 'invalid_token' })
  expect((await ana.channel(token)).status).toBe('ok')
  expect((await ana.channel(token)).response).toEqual({ reason: 'already_registered' })
})

test('a token of a file that was given up opens nothing', async () => {
  const visitor = await UploadVisitor.open(await serve(served(toTempFile())))
  await visitor.select(described('a.txt', 5))
  const { 0: token } = await visitor.allow(described('a.txt', 5))
  await visitor.call('event', { type: 'click', event: 'cancel', value: { ref: '0' } })
  expect((await visitor.channel(token)).response).toEqual({ reason: 'disallowed' })
})

test('a disk that is full is an error of the entry', async () => {
  const full = upload({
    async writer(): Promise<UploadWriter<string>> {
      const handle = await open('/dev/full', 'w')
      return { write: (bytes) => handle.writeFile(bytes), close: () => '', discard: () => handle.close() }
    },
  })
  const { live, visitor, channel } = await begin(full)
  expect((await channel.chunk('0123456789')).response).toEqual({ reason: 'writer_error' })
  await visitor.sees('[a.txt 0% no_room]')
  await isLogged(live, { level: 'error', code: 'upload_failed', error: 'no_room' })
  await isAlive(visitor)
})

test('temporary files take no more of the disk than they may, and give it back', async () => {
  const live = await serve(served(toTempFile(), { uploadDiskBytes: 15 }))
  const [ana, ben] = [await UploadVisitor.open(live), await UploadVisitor.open(live)]
  await (await ana.begin(described('a.txt', 10))).chunk('0123456789')
  const refused = await ben.begin(described('b.txt', 10))
  expect((await refused.chunk('0123456789')).response).toEqual({ reason: 'writer_error' })
  await ben.sees('[b.txt 0% no_room]')
  await ana.progress(100)
  expect(JSON.stringify(await ana.submit())).toContain('oriel-uploads-')
  await expect.poll(tempFiles).toEqual([])
  expect((await (await ben.begin(described('c.txt', 10, '1'))).chunk('0123456789')).status).toBe('ok')
})

test.for(['open', 'write', 'close'] as const)(
  'a writer that throws in %s is an error of the entry',
  async (where) => {
    const told: string[] = []
    const fail = (at: typeof where) => {
      if (at === where) throw new Error('planted')
    }
    const failing = upload({
      writer(): UploadWriter<string> {
        fail('open')
        const writer = memoryWriter(told)
        return { ...writer, write: () => fail('write'), close: () => `${fail('close')}` }
      },
    })
    const { live, visitor, channel } = await begin(failing)
    expect((await channel.chunk('0123456789')).response).toEqual({ reason: 'writer_error' })
    await visitor.sees('[a.txt 0% writer_failed]')
    await isLogged(live, { level: 'error', code: 'upload_failed', error: 'writer_failed' })
    await expect.poll(() => told).toEqual(where === 'open' ? [] : ['discard'])
    await isAlive(visitor)
  },
)

test('a file whose browser falls silent is given up', async () => {
  const { visitor, channel } = await begin(toTempFile({ chunkTimeout: 30 }), 9000)
  await visitor.closed(channel)
  await visitor.sees('[a.txt 0% interrupted]')
  await isAlive(visitor)
  expect((await channel.chunk('hello')).response).toEqual({ reason: 'unmatched topic' })
})

test('a file whose browser leaves its channel is given up', async () => {
  const { visitor, channel } = await begin(toTempFile(), 9000)
  await channel.chunk('x'.repeat(5000))
  expect(await tempFiles()).toHaveLength(1)
  await visitor.socket.call(channel.joinRef, channel.topic, 'phx_leave', {})
  await visitor.sees('[a.txt 0% interrupted]')
  await expect.poll(tempFiles).toEqual([])
})

const endings: readonly [how: string, end: (visitor: UploadVisitor) => unknown][] = [
  ['crashes', (visitor) => visitor.submit('crash').catch(() => {})],
  ['is left', (visitor) => visitor.call('phx_leave', {})],
  ['loses its connection', (visitor) => visitor.socket.terminate()],
]

test.for(endings)('no file stays behind when the view %s', async ([, end]) => {
  const { visitor, channel } = await begin(toTempFile({ maxEntries: 2 }), 9000)
  await channel.chunk('x'.repeat(5000))
  const whole = await visitor.begin(described('b.txt', 5, '1'))
  await whole.chunk('hello')
  const [path] = await tempFiles()
  expect(await tempFiles()).toHaveLength(2)
  expect(path).toMatch(/^[\w-]{36}$/)
  end(visitor)
  await expect.poll(tempFiles).toEqual([])
})

test('messages that name no upload, no file or no percentage change nothing', async () => {
  const { live, visitor } = await begin(toTempFile())
  for (const told of ['half', -1, 101, 1.5, null])
    expect(await visitor.progress(told)).toEqual({ error: { code: 'malformed_frame' } })
  expect(await visitor.progress(50, '9')).toEqual({})
  expect(await visitor.call('progress', { ref: 'x', entry_ref: '0', progress: 1 })).toEqual({
    error: { code: 'unknown_upload' },
  })
  expect(await visitor.call('allow_upload', { ref: 'x', entries: [] })).toEqual({
    error: { code: 'unknown_upload' },
  })
  expect(await visitor.call('allow_upload', { ref: visitor.ref })).toEqual({
    error: { code: 'malformed_frame' },
  })
  for (const odd of [
    null,
    7,
    {},
    { ref: '1' },
    { ...described('a.txt', -1, '1') },
    { ...described('a', 5, 'a/b') },
  ])
    expect(await visitor.select(odd as object)).toEqual({})
  expect(live.lines.filter(({ level }) => level === 'error')).toEqual([])
})

test('a message of bytes that is no chunk is answered with an error', async () => {
  const { visitor, channel } = await begin(toTempFile())
  expect((await visitor.socket.chunk(channel.joinRef, 'lvu:9', Buffer.from('x'))).status).toBe('error')
  expect((await visitor.socket.call(channel.joinRef, channel.topic, 'other', {})).status).toBe('error')
  await isAlive(visitor)
})

test('a temporary file holds what was sent, and nobody else can read it', async () => {
  const { visitor, channel } = await begin(toTempFile({ chunkSize: 5000 }), 9000)
  await channel.chunk('x'.repeat(5000))
  await channel.chunk('y'.repeat(4000))
  await visitor.progress(100)
  const [file = ''] = await tempFiles()
  const [name = ''] = readdirSync(folder)
  const path = join(folder, name, file)
  expect(await readFile(path, 'utf8')).toBe('x'.repeat(5000) + 'y'.repeat(4000))
  expect(statSync(path).mode & 0o777).toBe(0o600)
})
