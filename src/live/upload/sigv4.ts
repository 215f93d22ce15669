import { createHash, createHmac } from 'node:crypto'

/** Where objects are kept, and whose keys sign for it: S3, or what speaks its protocol. */
export interface Bucket {
  /** The URL below which keys stand: `https://s3.eu-central-1.amazonaws.com/photos`, or `https://photos.s3.…`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** What one signature allows. */
export interface Presigning {
  /** The name of the object. */
  readonly key: string
  /** Seconds that it holds; 900 by default. */
  readonly expires?: number
  /** When it is signed; now by default. */
  readonly now?: Date
}

const SERVICE = 's3'
const ALGORITHM = 'AWS4-HMAC-SHA256'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** As the protocol wants it: what `encodeURIComponent` leaves as it is, but for five characters. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** `20130524T000000Z`, as the protocol writes a time. */
const stampOf = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '')

const scopeOf = ({ region }: Bucket, stamp: string): string =>
  `${stamp.slice(0, 8)}/${region}/${SERVICE}/aws4_request`

function signatureOf({ secretAccessKey, region }: Bucket, stamp: string, text: string): string {
  const parts = [stamp.slice(0, 8), region, SERVICE, 'aws4_request']
  const key = parts.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  return hmac(key, text).toString('hex')
}

/**
 * A URL that allows one request on an object, signed by version 4 of AWS' signature: `PUT` to store it, `GET` to read
 * it. `headers` are those that the request has to carry with these very values, such as `content-type`.
 */
export function presignedUrl(
  bucket: Bucket,
  {
    key,
    expires = 900,
    now = new Date(),
    method,
    headers = {},
  }: Presigning & {
    readonly method: 'GET' | 'PUT' | 'DELETE'
    readonly headers?: Readonly<Record<string, string>>
  },
): string {
  const { origin, host, pathname } = new URL(bucket.url)
  const path = [...pathname.split('/'), ...key.split('/')]
    .filter(Boolean)
    .map((part) => `/${encoded(part)}`)
    .join('')
  const stamp = stampOf(now)
  const scope = scopeOf(bucket, stamp)
  const signed = Object.entries({ ...headers, host })
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const names = signed.map(([name]) => name).join(';')
  const query = [
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', `${bucket.accessKeyId}/${scope}`],
    ['X-Amz-Date', stamp],
    ['X-Amz-Expires', String(expires)],
    ['X-Amz-SignedHeaders', names],
  ].map(([name, value]) => `${name}=${encoded(value!)}`)
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('')
  const request = [method, path, query.join('&'), lines, names, 'UNSIGNED-PAYLOAD'].join('\n')
  const signature = signatureOf(bucket, stamp, [ALGORITHM, stamp, scope, sha256(request)].join('\n'))
  return `${origin}${path}?${query.join('&')}&X-Amz-Signature=${signature}`
}

/** What a browser posts as a form to store one object: the fields, to which it adds `file` at the end. */
export interface PresignedPost {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

/** A form that stores one object of at most so many bytes; the bucket itself holds the browser to that. */
export function presignedPost(
  bucket: Bucket,
  {
    key,
    expires = 900,
    now = new Date(),
    maxBytes,
    contentType,
  }: Presigning & { readonly maxBytes: number; readonly contentType?: string },
): PresignedPost {
  const stamp = stampOf(now)
  const fixed = {
    key,
    ...(contentType !== undefined && { 'Content-Type': contentType }),
    'x-amz-algorithm': ALGORITHM,
    'x-amz-credential': `${bucket.accessKeyId}/${scopeOf(bucket, stamp)}`,
    'x-amz-date': stamp,
  }
  const conditions = [
    ...Object.entries(fixed).map(([name, value]) => ({ [name]: value })),
    ['content-length-range', 1, maxBytes],
  ]
  const expiration = new Date(now.getTime() + expires * 1000).toISOString()
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64')
  const fields = { ...fixed, policy, 'x-amz-signature': signatureOf(bucket, stamp, policy) }
  return { url: bucket.url, fields }
}
