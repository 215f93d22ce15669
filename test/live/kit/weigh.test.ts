import fc from 'fast-check'
import { html, stream } from 'oriel'
import { expect, test } from 'vitest'
import { weigh } from '../../../src/live/kit/weigh.ts'

test('text, lists, objects, maps and sets weigh what stands in them', () => {
  expect(weigh({})).toBe(16)
  expect(weigh({ name: 'Ana' })).toBe(16 + 8 + 3)
  expect(weigh(['a', 'bc'])).toBe(16 + 16 + 3)
  expect(weigh(new Map([['a', { n: 1 }]]))).toBe(16 + 16 + 1 + 16 + 8)
  expect(weigh(new Set(['abc']), new Uint8Array(10))).toBe(16 + 8 + 3 + 10)
})

test('what stands there twice counts once, and what stands in itself ends', () => {
  const shared = { text: 'x'.repeat(100) }
  expect(weigh([shared, shared])).toBe(16 + 16 + weigh(shared))
  const round: { self?: unknown } = {}
  round.self = round
  expect(weigh(round)).toBe(24)
})

test('what an instance holds is not looked at', () => {
  class Loud {
    get text(): string {
      throw new Error('read')
    }
  }
  expect(weigh(new Loud(), stream([{ id: 1 }]), html`<p>${'text'}</p>`, () => 'text')).toBe(3 * 16)
})

test('more of the same weighs no less, whatever it is', () => {
  fc.assert(
    fc.property(fc.object(), fc.string({ minLength: 1 }), (value, more) => {
      expect(weigh({ value, more })).toBeGreaterThanOrEqual(weigh({ value }))
    }),
  )
})
