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
  const channel = await visitor.channel(token)
  await channel.chunk(sent)
  const parked = told('oriel:view.parked')
  visitor.socket.terminate()
  await expect.poll(() => parked.length).toBe(1)
  return { live, visitor, token, writer }
}

test('a file goes on where it was when the connection was lost', async () => {
  const { visitor, token } = await beginAndLose()
  await visitor.comeBack()
  const channel = await visitor.channel(token)
  expect(channel).toMatchObject({ status: 'ok', response: { offset: 5 } })
  await channel.chunk('world')
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('a file of which only the last answer was lost has nothing left to send', async () => {
  const { visitor, token } = await beginAndLose()
  await visitor.comeBack()
  await (await visitor.channel(token)).chunk('world')
  visitor.socket.terminate()
  await visitor.comeBack()
  expect((await visitor.channel(token)).response).toEqual({ offset: 10 })
  await visitor.progress(100)
  expect(JSON.stringify(await visitor.submit())).toContain('saved helloworld')
})

test('a file is not given up while its view waits for its browser, however long that takes', async () => {
  const { live, visitor, token } = await beginAndLose({ chunkTimeout: 30 })
  const other = await UploadVisitor.open(live)
  await (await other.begin(described('b.txt', 10))).chunk('hello')
  await other.sees('[b.txt 0% interrupted]')
  await visitor.comeBack()
  expect((await visitor.channel(token)).response).toEqual({ offset: 5 })
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
  await visitor.channel(token)
  expect((await visitor.socket.joinTopic('lvu:7', { token })).response).toEqual({
    reason: 'already_registered',
  })
})
