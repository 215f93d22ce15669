import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatterServer, serveChatter } from '../support/chatter-server.ts'
import { testDatabase } from '../support/database.ts'
import { png } from '../support/pictures.ts'

const database = await testDatabase()
let server: ChatterServer
const [name, bytes] = [`${randomUUID()}.png`, png(30, 20)]

beforeAll(async () => {
  server = await serveChatter(database)
  const sink = await server.images.create(name, bytes.length)
  await sink.write(bytes)
  await sink.close()
})
afterAll(() => server.close())

const get = (path: string, method: 'GET' | 'HEAD' = 'GET') => server.app.inject({ method, url: path })

test('an image is served with its own type, is nothing else, and may be kept for ever', async () => {
  const { statusCode, headers, rawPayload } = await get(`/images/${name}`)
  expect(statusCode).toBe(200)
  expect(rawPayload).toEqual(bytes)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `inline; filename="${name}"`,
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect((await get(`/images/${name}`, 'HEAD')).statusCode).toBe(200)
})

test.each([
  `${randomUUID()}.png`,
  name.replace('.png', '.svg'),
  name.replace('.png', '.html'),
  name.replace('.png', ''),
  `..%2F${name}`,
  `%2e%2e/${name}`,
  '..%2f..%2fpackage.json',
  `${name}%00`,
  `${name}/`,
  '',
])('nothing else is there: %s', async (path) => {
  const { statusCode, headers } = await get(`/images/${path}`)
  expect(statusCode).toBe(404)
  expect(headers['content-type']).toContain('text/html')
})

test('a page may show images of the site, and those that a person has chosen', async () => {
  const policy = (await get('/')).headers['content-security-policy']
  expect(policy).toMatch(/img-src 'self' blob:/)
})
