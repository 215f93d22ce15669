import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'

/** What a token is for; one made for another purpose does not verify. */
export type Purpose = 'session' | 'static' | 'flash' | 'cookie' | 'reload' | 'upload'

/** How long a token of each purpose holds, in seconds. */
const MAX_AGE: Readonly<Record<Purpose, number>> = {
  session: 14 * 86_400,
  static: 14 * 86_400,
  cookie: 14 * 86_400,
  upload: 86_400,
  flash: 60,
  reload: 60,
}

/** Signs what travels through a browser, and reads it back. Signed, not encrypted: put no secrets in. */
export interface Tokens {
  sign(purpose: Purpose, data: unknown): string
  /** The data of a token that is ours, for this purpose and not too old; else undefined. */
  verify(purpose: Purpose, token: unknown): unknown
}

/** What stands in a token for who has signed it. */
export const sealOf = (token: string): string => token.slice(token.indexOf('.') + 1)

/** Makes the signer of a process; `now` gives milliseconds. */
export function createTokens(secret: string, now: () => number = Date.now): Tokens {
  const keys = new Map<Purpose, KeyObject>()
  const keyOf = (purpose: Purpose): KeyObject => {
    const known = keys.get(purpose)
    if (known) return known
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, `oriel ${purpose}`, '', 32)))
    keys.set(purpose, key)
    return key
  }
  const seal = (purpose: Purpose, body: string) => createHmac('sha256', keyOf(purpose)).update(body)
  return {
    sign(purpose, data) {
      const body = Buffer.from(JSON.stringify([data, Math.floor(now() / 1000)])).toString('base64url')
      return `${body}.${seal(purpose, body).digest('base64url')}`
    },
    verify(purpose, token) {
      if (typeof token !== 'string') return undefined
      const [body = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const expected = seal(purpose, body).digest()
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      const [data, signedAt] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [unknown, number]
      return now() / 1000 - signedAt <= MAX_AGE[purpose] ? data : undefined
    },
  }
}
