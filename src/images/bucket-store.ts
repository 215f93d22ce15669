import { once } from 'node:events'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { type Bucket, presignedUrl } from 'oriel'
import type { ImageStore } from '../chatter/index.ts'

/** Milliseconds that the bucket may let us wait at each step. */
const PATIENCE_MS = 10_000

type Method = 'GET' | 'PUT' | 'DELETE'

/** Keeps images as objects of a bucket, below `images/`. Bytes are passed on as they come. */
export function bucketStore(bucket: Bucket): ImageStore {
  const begin = (method: Method, name: string, size = 0): ClientRequest => {
    const url = presignedUrl(bucket, { method, key: `images/${name}` })
    const request = url.startsWith('https:') ? httpsRequest : httpRequest
    const headers = method === 'PUT' ? { 'content-length': size } : {}
    // A connection that is kept may be closed just then, and what streams cannot be sent twice.
    return request(url, { method, headers, timeout: PATIENCE_MS, agent: false })
  }
  return {
    create: async (name, size) => sinkOf(begin('PUT', name, size)),
    async read(name) {
      const response = await answerTo(begin('GET', name))
      if (response.statusCode === 200) return response
      response.resume()
      // A bucket whose keys may not be listed says that what is missing is forbidden.
      if (response.statusCode === 404 || response.statusCode === 403) return undefined
      throw unexpected(response)
    },
    async remove(name) {
      const response = await answerTo(begin('DELETE', name))
      response.resume()
      if (!isFine(response) && response.statusCode !== 404) throw unexpected(response)
    },
  }
}

function sinkOf(request: ClientRequest) {
  const answer = response(request)
  // It may fail while nobody waits for it; whoever writes or closes next hears of it.
  answer.catch(() => {})
  return {
    async write(bytes: Uint8Array) {
      if (request.write(bytes)) return
      // A bucket that refuses answers before it has all.
      await Promise.race([drained(request), answer])
    },
    async close() {
      request.end()
      const answered = await answer
      answered.resume()
      if (!isFine(answered)) throw unexpected(answered)
    },
    abort: async () => void request.destroy(),
  }
}

const drained = (request: ClientRequest): Promise<unknown> =>
  once(request, 'drain', { signal: AbortSignal.timeout(PATIENCE_MS) })

function response(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    request.on('error', reject)
    request.once('close', () => reject(new Error('The bucket has closed the connection.')))
    request.once('timeout', () => request.destroy(new Error('The bucket does not answer.')))
  })
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  const answer = response(request)
  request.end()
  return answer
}

const isFine = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300

const unexpected = ({ statusCode, req }: IncomingMessage & { readonly req?: ClientRequest }): Error =>
  new Error(`The bucket has answered ${statusCode} to a ${req?.method ?? 'request'}.`)
