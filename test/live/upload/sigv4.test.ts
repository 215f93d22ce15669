import { type Bucket, presignedPost, presignedUrl } from 'oriel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveBucket, type TestBucket } from '../../support/s3-server.ts'

/** The keys and the request of the example in the documentation of AWS. */
const example: Bucket = {
  url: 'https://examplebucket.s3.amazonaws.com',
  region: 'us-east-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}

let store: TestBucket

beforeAll(async () => {
  store = await serveBucket()
})
afterAll(() => store.close())

test('a URL is signed as the documentation of AWS has it', () => {
  const url = presignedUrl(example, {
    method: 'GET',
    key: 'test.txt',
    expires: 86_400,
    now: new Date('2013-05-24T00:00:00Z'),
  })
  const { searchParams } = new URL(url)
  expect(searchParams.get('X-Amz-Credential')).toBe('AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request')
  expect(searchParams.get('X-Amz-Signature')).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  )
})

test('a signed URL stores an object under any name, and no other', async () => {
  const headers = { 'content-type': 'text/plain' }
  const url = presignedUrl(store.bucket, { method: 'PUT', key: "a b/ü(1)'*.txt", headers })
  expect((await fetch(url, { method: 'PUT', body: 'hello', headers })).status).toBe(200)
  expect(store.objects.get("a b/ü(1)'*.txt")?.toString()).toBe('hello')
  const refused = [
    fetch(url.replace('.txt', '.exe'), { method: 'PUT', body: 'x', headers }),
    fetch(url, { method: 'PUT', body: 'x', headers: { 'content-type': 'text/html' } }),
    fetch(url, { method: 'GET', headers }),
  ]
  expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([403, 403, 403])
})

test('a signed URL holds for its time only', async () => {
  const now = new Date(Date.now() - 60_000)
  const url = presignedUrl(store.bucket, { method: 'PUT', key: 'late', expires: 30, now })
  expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403)
})

/** Posts a form as a browser does. */
async function post(fields: Readonly<Record<string, string>>, content: string): Promise<number> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([content]))
  return (await fetch(store.bucket.url, { method: 'POST', body: form })).status
}

test('a signed form stores one object of a size that fits', async () => {
  const { url, fields } = presignedPost(store.bucket, {
    key: 'posted',
    maxBytes: 5,
    contentType: 'text/plain',
  })
  expect(url).toBe(store.bucket.url)
  expect(await post(fields, 'hello')).toBe(200)
  expect(store.objects.get('posted')?.toString()).toBe('hello')
  expect(await post(fields, 'hello!')).toBe(403)
  expect(await post({ ...fields, key: 'other' }, 'hello')).toBe(403)
  expect(await post({ ...fields, 'Content-Type': 'text/html' }, 'hello')).toBe(403)
  expect(await post({ ...fields, 'x-amz-signature': '0'.repeat(64) }, 'hello')).toBe(403)
})
