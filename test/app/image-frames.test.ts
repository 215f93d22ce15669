import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatterServer, serveChatter } from '../support/chatter-server.ts'
import { testDatabase } from '../support/database.ts'
import { png } from '../support/pictures.ts'
import { WireBrowser, WireSocket } from '../support/wire-client.ts'

const database = await testDatabase()
let server: ChatterServer

beforeAll(async () => {
  server = await serveChatter(database)
})
afterAll(() => server.close())

const bytes = png(30, 20, 100_000)

const described = (ref: string, size = bytes.length) => ({
  ref,
  name: 'cat.png',
  size,
  type: 'image/png',
  last_modified: 0,
  relative_path: '',
})

/** Somebody in the room, frame by frame. */
async function enter() {
  const user = await database.db
    .insertInto('users')
    .values({ name: `user_${randomUUID().slice(0, 8)}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const path = `/chat?user_id=${user.id}`
  const browser = new WireBrowser(server.url)
  const { tokens } = await browser.get(path)
  const socket = await WireSocket.open(browser, tokens)
  const { joinRef } = await socket.join(path)
  const upload = `${tokens.id}-images`
  const call = async (event: string, payload: object) =>
    (await socket.call(joinRef, socket.topic, event, payload)).response
  const choose = async (...files: readonly object[]) => {
    const change = { type: 'form', event: 'choose_images', value: '', meta: {}, uploads: { [upload]: files } }
    await call('event', change)
    const answer = await call('allow_upload', { ref: upload, entries: files })
    return answer['entries'] as Readonly<Record<string, string>>
  }
  /** Sends a file in chunks, and gives the answers to them. */
  const bring = async (ref: string, token: string | undefined, content = bytes) => {
    const channel = await socket.joinTopic(`lvu:${ref}`, { token })
    const answers: string[] = [channel.status]
    for (let at = 0; at < content.length; at += 64_000) {
      const { status } = await socket.chunk(channel.joinRef, `lvu:${ref}`, content.subarray(at, at + 64_000))
      answers.push(status)
      const progress = Math.floor((Math.min(at + 64_000, content.length) / content.length) * 100)
      if (status === 'ok') await call('progress', { event: null, ref: upload, entry_ref: ref, progress })
    }
    return answers
  }
  const send = async (payload: object) => {
    const event = { type: 'hook', event: 'send_message', value: { event_id: randomUUID(), ...payload } }
    const response = await call('event', event)
    return (response['diff'] as { readonly r?: object } | undefined)?.r ?? response
  }
  return { browser, socket, choose, bring, send }
}

test('an image goes over the socket in chunks, and comes to others as its address', async () => {
  const [ana, ben] = [await enter(), await enter()]
  const { 0: token } = await ana.choose(described('0'))
  expect(await ana.bring('0', token)).toEqual(['ok', 'ok', 'ok'])
  expect(await ana.send({ content: '', images: [{ ref: '0', alt: 'A cat' }] })).toMatchObject({
    accepted: true,
  })
  const frame = await ben.socket.next(([, , , , payload]) => JSON.stringify(payload).includes('/images/'))
  const [address = ''] = /\/images\/[\w.-]+/.exec(JSON.stringify(frame)) ?? []
  const image = await fetch(new URL(address, server.url))
  expect(Buffer.from(await image.arrayBuffer()).equals(bytes)).toBe(true)
})

test('the token of somebody else, of another file or of nobody opens nothing', async () => {
  const [ana, ben] = [await enter(), await enter()]
  const { 0: token } = await ana.choose(described('0'))
  for (const wrong of [token, `${token}x`, '', undefined])
    expect((await ben.bring('0', wrong, Buffer.alloc(0)))[0]).toBe('error')
  await ana.bring('0', token)
  expect(await ben.send({ content: 'mine', images: [{ ref: '0' }] })).toMatchObject({ accepted: false })
})

test('bytes that are no image, or more than were told, end with an error, and the room lives on', async () => {
  const kept = server.images.kept.size
  const ana = await enter()
  const passes = await ana.choose(described('0', 10_000), described('1', 5_000))
  expect(await ana.bring('0', passes[0], Buffer.alloc(10_000, '<svg/>'))).toEqual(['ok', 'error'])
  expect(await ana.bring('1', passes[1], bytes.subarray(0, 6_000))).toEqual(['ok', 'error'])
  expect(await ana.send({ content: 'still here' })).toMatchObject({ accepted: true })
  await expect.poll(() => server.images.kept.size).toBe(kept)
})

test.each([
  ['too many of them', Array.from({ length: 5 }, (_, i) => ({ ref: `${i}` }))],
  ['no list', 'images'],
  ['no refs', [{ name: 'cat.png' }]],
  ['a ref that is none', [{ ref: 7 }]],
  ['a path', [{ ref: '0', alt: ['../../etc/passwd'] }]],
])('images of a message that are %s are refused before any handler', async (_, images) => {
  const ana = await enter()
  expect(await ana.send({ content: 'look', images })).toEqual({ error: { code: 'invalid_payload' } })
})

test('an image whose sender closes the page is gone, though all of it had come', async () => {
  const kept = server.images.kept.size
  const ana = await enter()
  const { 0: token } = await ana.choose(described('0'))
  await ana.bring('0', token)
  expect(server.images.kept.size).toBe(kept + 1)
  ana.socket.close(1001)
  await expect.poll(() => server.images.kept.size).toBe(kept)
})
