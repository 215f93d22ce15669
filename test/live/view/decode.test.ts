import { type TObject, Type } from 'typebox'
import { expect, test } from 'vitest'
import { decoder } from '../../../src/live/view/decode.ts'

const decode = (schema: TObject, input: Readonly<Record<string, unknown>>) => decoder(schema)(input)
const cast = (schema: TObject, input: Readonly<Record<string, unknown>>) => {
  const decoded = decode(schema, input)
  return decoded.ok ? decoded.value : decoded.problem
}

test('keys that are not declared are dropped, at every depth', () => {
  const schema = Type.Object({ user: Type.Object({ name: Type.String() }) })
  const input = {
    user: { name: 'Ana', admin: 'true' },
    admin: 'true',
    _target: ['user'],
    __proto__: { polluted: true },
  }
  expect(cast(schema, input)).toEqual({ user: { name: 'Ana' } })
  expect(cast(schema, JSON.parse('{"user":{"name":"A","__proto__":{"x":1}}}'))).toEqual({
    user: { name: 'A' },
  })
})

test('a declared key is read from the input itself, never from its prototype', () => {
  expect(decode(Type.Object({ constructor: Type.Unknown() }), {})).toMatchObject({ ok: false })
  expect(decode(Type.Object({ toString: Type.Optional(Type.Unknown()) }), {})).toEqual({
    ok: true,
    value: {},
  })
})

test('text is cast to a number as a person writes one', () => {
  const schema = Type.Object({ n: Type.Number() })
  for (const [text, n] of [
    ['7', 7],
    ['-2', -2],
    ['1.5', 1.5],
    [' 3 ', 3],
    ['007', 7],
  ] as const) {
    expect(cast(schema, { n: text })).toEqual({ n })
  }
  for (const text of ['', ' ', '1e3', '0x10', '1,5', '٣', 'NaN', 'Infinity', '1.', '.5', '+1', '--1']) {
    expect(decode(schema, { n: text })).toEqual({ ok: false, problem: '/n must be number' })
  }
})

test('an integer is no fraction', () => {
  const schema = Type.Object({ n: Type.Integer() })
  expect(cast(schema, { n: '7' })).toEqual({ n: 7 })
  expect(decode(schema, { n: '7.5' })).toMatchObject({ ok: false })
})

test('a checkbox is cast to a boolean', () => {
  const schema = Type.Object({ b: Type.Boolean() })
  expect(cast(schema, { b: 'on' })).toEqual({ b: true })
  expect(cast(schema, { b: 'true' })).toEqual({ b: true })
  expect(cast(schema, { b: '1' })).toEqual({ b: true })
  expect(cast(schema, { b: 'false' })).toEqual({ b: false })
  expect(cast(schema, { b: '0' })).toEqual({ b: false })
  for (const b of ['', 'yes', 'TRUE', 1]) expect(decode(schema, { b })).toMatchObject({ ok: false })
})

test('what is JSON already must fit as it is', () => {
  const schema = Type.Object({ n: Type.Integer(), s: Type.String() })
  expect(cast(schema, { n: 1, s: 'x' })).toEqual({ n: 1, s: 'x' })
  expect(decode(schema, { n: true, s: 'x' })).toMatchObject({ ok: false })
  expect(decode(schema, { n: 1, s: 7 })).toEqual({ ok: false, problem: '/s must be string' })
})

test('an optional key may be missing, and may not be wrong', () => {
  const schema = Type.Object({ n: Type.Optional(Type.Integer()) })
  expect(cast(schema, {})).toEqual({})
  expect(cast(schema, { n: undefined })).toEqual({})
  expect(decode(schema, { n: 'x' })).toMatchObject({ ok: false })
})

test('a missing key is named', () => {
  const decoded = decode(Type.Object({ id: Type.String() }), {})
  expect(decoded).toEqual({ ok: false, problem: expect.stringContaining('id') })
})

test('the items of an array are cast', () => {
  const schema = Type.Object({ ids: Type.Array(Type.Integer()) })
  expect(cast(schema, { ids: ['1', '2'] })).toEqual({ ids: [1, 2] })
  expect(decode(schema, { ids: '1' })).toMatchObject({ ok: false })
})

test('a union takes the first alternative that fits', () => {
  const numberOrNull = Type.Object({ v: Type.Union([Type.Integer(), Type.Null()]) })
  expect(cast(numberOrNull, { v: '5' })).toEqual({ v: 5 })
  expect(cast(numberOrNull, { v: null })).toEqual({ v: null })
  const textOrNumber = Type.Object({ v: Type.Union([Type.String(), Type.Integer()]) })
  expect(cast(textOrNumber, { v: '5' })).toEqual({ v: '5' })
  const literals = Type.Object({ v: Type.Union([Type.Literal('asc'), Type.Literal(2)]) })
  expect([cast(literals, { v: 'asc' }), cast(literals, { v: '2' })]).toEqual([{ v: 'asc' }, { v: 2 }])
  expect(decode(literals, { v: 'x' })).toMatchObject({ ok: false })
})

test('a union of objects keeps the keys of the one that fits', () => {
  const shape = Type.Union([
    Type.Object({ kind: Type.Literal('circle'), radius: Type.Number() }),
    Type.Object({ kind: Type.Literal('square'), side: Type.Number() }),
  ])
  const schema = Type.Object({ shape })
  expect(cast(schema, { shape: { kind: 'square', side: '2', x: 1 } })).toEqual({
    shape: { kind: 'square', side: 2 },
  })
  expect(cast(schema, { shape: { kind: 'circle', radius: '3' } })).toEqual({
    shape: { kind: 'circle', radius: 3 },
  })
})

test('an open record is taken as it is', () => {
  const schema = Type.Object({ user: Type.Record(Type.String(), Type.String()) })
  expect(cast(schema, { user: { a: '1' } })).toEqual({ user: { a: '1' } })
})
