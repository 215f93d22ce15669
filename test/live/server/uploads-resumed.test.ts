import { upload } from 'oriel'
import { expect, test } from 'vitest'
import { useServer } from './serve.ts'
import { told } from './told.ts'
import { described, memoryWriter, served, UploadVisitor } from './upload-visitor.ts'

const serve = useServer()

/** Sends the beginning of a file, and loses the connection. */
async function beginAndLose({ size = 10, sent = 'hello', chunkTimeout = 10_000, limits = {} } = {}) {
  const writer: string[] = []
  const live = await serve(served(upload({ writer: () => memoryWriter(writer), chunkTimeout }), limits))
  const visitor = await UploadVisitor.open(live, { resumes: true })
  const file = described('a.txt', size)
  await visitor.select(file)
  const { 0: token } = await visitor.allow(file)
  const channel = await visitor.channel(token, '0', { resume: {} })
  expect(channel.response).toEqual({ resume: expect.any(String) })
  if (sent) await channel.chunk(sent)
  const parked = told('oriel:view.parked')
  visitor.socket.terminate()
  await expect.poll(() => parked.length).toBe(1)
  return { live, visitor, token, writer }
}

const RESUMED = { resume: { token: 'file', seen: 0 } }

test('a file goes on where it was when the connection was lost, and is told again what is there', async () => {
  const { visitor, token } = await beginAndLose()
  await visitor.comeBack()
  const channel = await visitor.channel(token, '0', RESUMED)
  expect(channel.response).toEqual({
    resume: 'file',
    resumed: { received: 5, missed: [['5', 'phx_reply', { response: {}, status: 'ok' }]] },
  })
  await channel.chunk('world')
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('a file of which only the last answer was lost has nothing left to send', async () => {
  const { visitor, token } = await beginAndLose()
  await visitor.comeBack()
  await (await visitor.channel(token, '0', RESUMED)).chunk('world')
  visitor.socket.terminate()
  await visitor.comeBack()
  expect(await visitor.channel(token, '0', RESUMED)).toMatchObject({ status: 'ok' })
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('a file of which nothing has come begins', async () => {
  const { visitor, token } = await beginAndLose({ sent: '' })
  await visitor.comeBack()
  const { response } = await visitor.channel(token, '0', RESUMED)
  expect(response['resumed']).toEqual({ received: 0, missed: [] })
})

test('a join whose answer was lost is answered again, as long as nothing has come', async () => {
  const { visitor, token } = await beginAndLose({ sent: '' })
  await visitor.comeBack()
  const again = await visitor.channel(token, '0', { resume: { seen: 0 } })
  expect([again.status, again.response]).toEqual(['ok', { resume: 'file' }])
  await again.chunk('helloworld')
  expect((await visitor.channel(token, '1', { resume: { seen: 0 } })).response).toEqual({
    reason: 'already_registered',
  })
})

test('a file may go on before its view does', async () => {
  const { live, visitor, token } = await beginAndLose()
  const stranger = await UploadVisitor.open(live, { resumes: true })
  expect((await stranger.channel(token, '0', RESUMED)).response).toEqual({ reason: 'invalid_token' })
  await visitor.connect()
  const channel = await visitor.channel(token, '0', RESUMED)
  await channel.chunk('world')
  await visitor.join()
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('what comes late by the connection before is not taken a second time', async () => {
  const told: string[] = []
  const live = await serve(served(upload({ writer: () => memoryWriter(told) })))
  const visitor = await UploadVisitor.open(live, { resumes: true })
  const file = described('a.txt', 10)
  await visitor.select(file)
  const { 0: token } = await visitor.allow(file)
  const late = await visitor.channel(token, '0', { resume: {} })
  await late.chunk('hello')
  const next = await visitor.channel(token, '1', RESUMED)
  expect((await late.chunk('hello')).response).toEqual({ reason: 'writer_error' })
  await next.chunk('world')
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('a file is not given up while its view waits for its browser, however long that takes', async () => {
  const { live, visitor, token } = await beginAndLose({ chunkTimeout: 30 })
  const other = await UploadVisitor.open(live)
  await (await other.begin(described('b.txt', 10))).chunk('hello')
  await other.sees('[b.txt 0% interrupted]')
  await visitor.comeBack()
  expect((await visitor.channel(token, '0', RESUMED)).response).toHaveProperty('resumed')
})

test('a file that does not go on once its view does is given up', async () => {
  const { visitor } = await beginAndLose({ chunkTimeout: 30 })
  await visitor.comeBack()
  await visitor.sees('[a.txt 0% interrupted]')
})

test('a file goes when its view ends without its browser', async () => {
  const { writer } = await beginAndLose({ size: 5000, sent: 'x'.repeat(4500), limits: { resumeMs: 30 } })
  await expect.poll(() => writer).toEqual(['write 4500', 'discard'])
})

test('a file that is being sent is not sent a second time beside that', async () => {
  const { visitor, token } = await beginAndLose()
  await visitor.comeBack()
  await visitor.channel(token, '0', RESUMED)
  expect((await visitor.socket.joinTopic('lvu:7', { token })).response).toEqual({
    reason: 'already_registered',
  })
})
