import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Bucket, presignedUrl } from 'oriel'

/** A bucket on this machine that takes nothing without a signature of its keys. */
export interface TestBucket {
  readonly bucket: Bucket
  /** What is stored, by key. */
  readonly objects: ReadonlyMap<string, Buffer>
  close(): Promise<void>
}

const keys = { region: 'eu-test-1', accessKeyId: 'AKIATEST', secretAccessKey: 'tested'.repeat(6) }

/** Serves a bucket on a free port; close it when the test is done. */
export async function serveBucket(): Promise<TestBucket> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const bucket: Bucket = { ...keys, url: `http://127.0.0.1:${port}/bucket` }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const name of ['origin', 'methods', 'headers'])
      response.setHeader(`access-control-allow-${name}`, '*')
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    const fine = request.method === 'POST' ? await posted(request, body) : signed(request, body)
    if (!fine) return void response.writeHead(403).end()
    const found = objects.get(fine.key)
    switch (request.method) {
      case 'GET':
        return void response.writeHead(found ? 200 : 404).end(found)
      case 'DELETE':
        objects.delete(fine.key)
        return void response.writeHead(204).end()
      default:
        objects.set(fine.key, fine.body)
        response.writeHead(200).end()
    }
  }

  /** Signs the request as its sender should have, and compares. */
  function signed(request: IncomingMessage, body: Buffer) {
    const url = new URL(request.url ?? '', bucket.url)
    const query = Object.fromEntries(url.searchParams)
    const key = decodeURIComponent(url.pathname.replace('/bucket/', ''))
    const names = (query['X-Amz-SignedHeaders'] ?? '').split(';').filter((name) => name !== 'host')
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]))
    const now = timeOf(query['X-Amz-Date'] ?? '')
    const expires = Number(query['X-Amz-Expires'])
    const method = request.method as 'PUT'
    const isOurs = presignedUrl(bucket, { method, key, headers, now, expires }) === url.href
    return isOurs && now.getTime() + expires * 1000 > Date.now() ? { key, body } : undefined
  }

  async function posted(request: IncomingMessage, body: Buffer) {
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const form = await new Response(new Uint8Array(body), { headers }).formData()
    const field = (name: string) => String(form.get(name))
    const file = Buffer.from(await (form.get('file') as File).arrayBuffer())
    const policy = JSON.parse(Buffer.from(field('policy'), 'base64').toString())
    const [, scope = ''] = /^[^/]+\/(.*)$/.exec(field('x-amz-credential')) ?? []
    const chain = scope
      .split('/')
      .reduce<string | Buffer>(
        (key, part) => createHmac('sha256', key).update(part).digest(),
        `AWS4${keys.secretAccessKey}`,
      )
    const signature = createHmac('sha256', chain).update(field('policy')).digest('hex')
    const fits = policy.conditions.every((condition: Record<string, string> | [string, number, number]) =>
      Array.isArray(condition)
        ? file.length >= condition[1] && file.length <= condition[2]
        : Object.entries(condition).every(([name, value]) => field(name) === value),
    )
    const isTaken =
      signature === field('x-amz-signature') && fits && Date.parse(policy.expiration) > Date.now()
    return isTaken ? { key: field('key'), body: file } : undefined
  }

  return {
    bucket,
    objects,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Reads `20130524T000000Z`. */
const timeOf = (stamp: string): Date =>
  new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
