import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError, loadConfig } from '../../src/config.ts'
import { openImageStore } from '../../src/images/open-store.ts'
import { serveBucket } from '../support/s3-server.ts'

const config = (environment: Record<string, string>) =>
  loadConfig({ SECRET_KEY_BASE: 's'.repeat(64), ...environment })

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'oriel-images-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

const bucketVariables = ({
  url,
  region,
  accessKeyId,
  secretAccessKey,
}: Awaited<ReturnType<typeof serveBucket>>['bucket']) => ({
  IMAGE_BUCKET_URL: url,
  IMAGE_BUCKET_REGION: region,
  IMAGE_BUCKET_KEY_ID: accessKeyId,
  IMAGE_BUCKET_SECRET: secretAccessKey,
})

test('images are kept below the folder of the app, which is left as it was', async () => {
  const DATA_DIR = folder()
  await openImageStore(config({ DATA_DIR }))
  expect(readdirSync(join(DATA_DIR, 'images'))).toEqual([])
})

test('images are kept in a folder of their own', async () => {
  const IMAGE_DIR = join(folder(), 'of', 'images')
  const store = await openImageStore(config({ IMAGE_DIR }))
  const sink = await store.create('a.png', 1)
  await sink.close()
  expect(readdirSync(IMAGE_DIR)).toEqual(['a.png'])
})

test('a folder that cannot be written ends the start with what to do', async () => {
  const path = join(folder(), 'a file')
  writeFileSync(path, '')
  const opening = openImageStore(config({ IMAGE_DIR: path }))
  await expect(opening).rejects.toThrow(
    /^IMAGE_DIR must be a folder that can be written, but EEXIST[^\n]*: set it to another folder\.$/,
  )
  await expect(opening).rejects.toBeInstanceOf(ConfigError)
})

test('images are kept in a bucket, which is tried at the start and left as it was', async () => {
  const { bucket, objects, close } = await serveBucket()
  onTestFinished(close)
  const store = await openImageStore(config(bucketVariables(bucket)))
  expect(objects.size).toBe(0)
  const sink = await store.create('a.png', 1)
  await sink.write(Buffer.from('1'))
  await sink.close()
  expect([...objects.keys()]).toEqual(['images/a.png'])
})

test('a bucket that refuses the keys, or is not there, ends the start with what to do, and shows no secret', async () => {
  const { bucket, close } = await serveBucket()
  const refused = openImageStore(
    config({ ...bucketVariables(bucket), IMAGE_BUCKET_SECRET: 'not to be shown' }),
  )
  await expect(refused).rejects.toThrow(
    `The bucket at ${bucket.url} must take images and let them go, but The bucket has answered 403 to a PUT. Correct the variables that begin with IMAGE_BUCKET, or what its keys may do.`,
  )
  await expect(refused).rejects.toBeInstanceOf(ConfigError)
  await close()
  await expect(openImageStore(config(bucketVariables(bucket)))).rejects.toThrow(
    /^The bucket at [^\n]* let them go, but [^\n]*ECONNREFUSED/,
  )
})
