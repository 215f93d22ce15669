import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTokens, type Purpose } from '../../../src/live/server/token.ts'

const SECRET = 'tested '.repeat(10)
const tokens = createTokens(SECRET)

/** A signer whose clock a test sets. */
function clocked() {
  let now = 1_000_000
  return {
    tokens: createTokens(SECRET, () => now),
    pass: (seconds: number) => {
      now += seconds * 1000
    },
  }
}

test('what was signed is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(tokens.verify('session', tokens.sign('session', data))).toEqual(JSON.parse(JSON.stringify(data)))
    }),
  )
})

test('a token may stand in a cookie, a URL and an attribute as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(tokens.sign('cookie', data)).toMatch(/^[\w-]+\.[\w-]+$/)
    }),
  )
})

test('a token for one purpose does not verify for another', () => {
  const purposes: readonly Purpose[] = ['session', 'static', 'flash', 'cookie']
  for (const made of purposes) {
    for (const used of purposes) {
      const read = tokens.verify(used, tokens.sign(made, 'x'))
      expect(read).toBe(made === used ? 'x' : undefined)
    }
  }
})

test('a token of another secret does not verify', () => {
  expect(createTokens('other '.repeat(12)).verify('session', tokens.sign('session', 'x'))).toBeUndefined()
})

test('a token with any character changed does not verify', () => {
  const token = tokens.sign('session', { id: 'me' })
  const last = token.length - 1
  fc.assert(
    fc.property(fc.nat({ max: last - 1 }), fc.constantFrom('A', 'B', '.', '!', ''), (at, other) => {
      const forged = token.slice(0, at) + other + token.slice(at + 1)
      if (forged !== token) expect(tokens.verify('session', forged)).toBeUndefined()
    }),
  )
})

test('what is no token does not verify, and does not throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.anything(), fc.base64String()), (junk) => {
      expect(tokens.verify('session', junk)).toBeUndefined()
    }),
  )
  for (const junk of ['.', 'a.', '.a', 'a.b.c', `${tokens.sign('session', 1).split('.')[0]}.`]) {
    expect(tokens.verify('session', junk)).toBeUndefined()
  }
})

test('a signature of a bare hash with the secret does not verify', () => {
  const body = Buffer.from('["x",1000]').toString('base64url')
  const signature = createHmac('sha256', SECRET).update(body).digest('base64url')
  expect(tokens.verify('session', `${body}.${signature}`)).toBeUndefined()
})

test('a flash holds for a minute', () => {
  const { tokens, pass } = clocked()
  const token = tokens.sign('flash', { info: 'x' })
  pass(60)
  expect(tokens.verify('flash', token)).toEqual({ info: 'x' })
  pass(1)
  expect(tokens.verify('flash', token)).toBeUndefined()
})

test('the token of a page holds for two weeks', () => {
  const { tokens, pass } = clocked()
  const token = tokens.sign('session', 'x')
  pass(14 * 86_400)
  expect(tokens.verify('session', token)).toBe('x')
  pass(1)
  expect(tokens.verify('session', token)).toBeUndefined()
})
