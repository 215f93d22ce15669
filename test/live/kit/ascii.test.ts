import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asciiJson } from '../../../src/live/kit/ascii.ts'

test('JSON says the same in ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(asciiJson(JSON.stringify([text])))).toEqual([text])
    }),
  )
})

test('a few characters are escaped, also those of two code units', () => {
  expect(asciiJson('{"0":"wait… 🎉"}')).toBe('{"0":"wait\\u2026 \\ud83c\\udf89"}')
})

test('a text in another script stays as it is, since it would be twice as long', () => {
  const json = JSON.stringify('На берегу пустынных волн стоял он, дум великих полн')
  expect(asciiJson(json)).toBe(json)
})

test('what is ASCII already is the same string', () => {
  expect(asciiJson('{"0":"\\u2026"}')).toBe('{"0":"\\u2026"}')
})
