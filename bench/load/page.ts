import { Agent, get, type IncomingMessage } from 'node:http'

/** A page as a browser has it. */
export interface Page {
  readonly url: URL
  readonly body: string
  /** Bytes of the body. */
  readonly bytes: number
  /** The whole cookie that came with the page; empty when none did. */
  readonly setCookie: string
  /** The cookie that belongs to the page: the one it was asked for with, or else the one that came. */
  readonly cookie: string
}

const TIMEOUT_MS = 30_000

const agent = new Agent({ keepAlive: true })

/** Loads a page, as a new visitor where there is no cookie; rejects unless it is there. */
export function getPage(url: URL, cookie = ''): Promise<Page> {
  const headers = { accept: 'text/html', ...(cookie && { cookie }) }
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers, timeout: TIMEOUT_MS }, (response) => {
      read(response).then((body) => resolve(pageOf(url, cookie, response, body)), reject)
      if (response.statusCode !== 200) reject(new Error(`${url} answers with ${response.statusCode}.`))
    })
    request.on('timeout', () => request.destroy(new Error(`${url} does not answer.`)))
    request.on('error', reject)
  })
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function pageOf(url: URL, cookie: string, { headers }: IncomingMessage, body: Buffer): Page {
  const setCookie = headers['set-cookie']?.[0] ?? ''
  const kept = cookie || setCookie.replace(/;.*/, '')
  return { url, body: body.toString(), bytes: body.length, setCookie, cookie: kept }
}
