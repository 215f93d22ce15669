import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { precompress } from '../../client/precompress.mjs'
import { serveAssets } from '../../src/assets.ts'

const script = 'console.log("the same again")\n'.repeat(100)

/** A server of built files that have been compressed. */
async function served() {
  const folder = await mkdtemp(join(tmpdir(), 'oriel-assets-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'app-1.js'), script)
  await writeFile(join(folder, 'tiny-1.svg'), '<svg/>')
  await precompress(folder)
  const app = fastify()
  onTestFinished(() => app.close())
  await serveAssets(app, folder)
  return (name: string, accepted: string) =>
    app.inject({ url: `/assets/${name}`, headers: { 'accept-encoding': accepted } })
}

test('a built file is served as the build has compressed it', async () => {
  const get = await served()
  const brotli = await get('app-1.js', 'gzip, deflate, br')
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script)
  const gzip = await get('app-1.js', 'gzip')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(script)
})

test('a browser that takes nothing compressed, and a file that gets no smaller, are served plain', async () => {
  const get = await served()
  for (const [name, accepted, body] of [
    ['app-1.js', 'identity', script],
    ['tiny-1.svg', 'gzip, br', '<svg/>'],
  ] as const) {
    const answer = await get(name, accepted)
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.body).toBe(body)
  }
})
