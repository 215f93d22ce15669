import { type TObject, Type } from 'typebox'
import { expect, test } from 'vitest'
import { cast, textOf } from '../../../src/live/changeset.ts'

/** What is wrong with some input, as people read it, by field. */
function problems(schema: TObject, input: unknown): Readonly<Record<string, string>> {
  const { errors } = cast(schema, input)
  return Object.fromEntries(errors.map(({ path, message }) => [path, textOf(message)]))
}

const Person = Type.Object({
  name: Type.String(),
  age: Type.Optional(Type.Integer({ minimum: 18 })),
  address: Type.Object({ city: Type.String() }),
  tags: Type.Array(Type.String()),
  news: Type.Boolean(),
})

test('what fits is converted to the types of the schema', () => {
  const person = cast(Person, {
    name: 'Ana',
    age: '42',
    address: { city: 'Rome' },
    tags: ['', 'a', 'b'],
    news: 'on',
  })
  expect(person).toMatchObject({ ok: true, errors: [] })
  expect(person.value).toEqual({
    name: 'Ana',
    age: 42,
    address: { city: 'Rome' },
    tags: ['a', 'b'],
    news: true,
  })
})

test('what does not fit is kept as it was typed, and what fits beside it is converted', () => {
  const person = cast(Person, { name: 'Ana', age: 'old', address: {}, tags: 'a' })
  expect(person).toMatchObject({ ok: false, value: undefined })
  expect(person.typed).toEqual({ name: 'Ana', age: 'old', address: {}, tags: ['a'] })
  expect(person.changes).toEqual({ name: 'Ana', address: {}, tags: ['a'], news: false })
  expect(problems(Person, { name: 'Ana', age: 'old' })).toEqual({
    age: 'is not a whole number',
    'address.city': "can't be blank",
  })
})

test('a key that is not declared is dropped, and so is a value of another shape', () => {
  const { typed } = cast(Person, {
    name: { first: 'Ana' },
    age: ['1'],
    address: 'Rome',
    admin: 'true',
    __proto__: { polluted: true },
  })
  expect(typed).toEqual({ address: {} })
  expect(cast(Person, 'nothing').typed).toEqual({})
  expect(cast(Person, null).typed).toEqual({})
})

test('white space is nothing: a key that is not optional has to be filled in', () => {
  const schema = Type.Object({
    a: Type.String(),
    b: Type.Optional(Type.String()),
    c: Type.Union([Type.String(), Type.Null()]),
    d: Type.Number(),
  })
  expect(problems(schema, { a: ' \n', b: ' ', c: '', d: '' })).toEqual({
    a: "can't be blank",
    d: "can't be blank",
  })
  expect(cast(schema, { a: 'x', b: ' ', c: ' ', d: '1' }).value).toEqual({ a: 'x', c: null, d: 1 })
})

test('a box that is not ticked is false; one that must be ticked says so', () => {
  const schema = Type.Object({ news: Type.Boolean(), terms: Type.Literal(true) })
  expect(cast(schema, {}).changes).toEqual({ news: false })
  expect(problems(schema, {})).toEqual({ terms: 'must be accepted' })
  expect(cast(schema, { terms: 'true' }).value).toEqual({ news: false, terms: true })
})

test('an optional group of fields that is left blank is missing', () => {
  const schema = Type.Object({ address: Type.Optional(Type.Object({ city: Type.String() })) })
  expect(cast(schema, { address: { city: '' } })).toMatchObject({ ok: true, value: {} })
  expect(cast(schema, { address: { city: 'Rome' } }).value).toEqual({ address: { city: 'Rome' } })
})

test.each([
  [Type.String({ minLength: 3 }), 'ab', 'should be at least 3 character(s)'],
  [Type.String({ maxLength: 1 }), 'ab', 'should be at most 1 character(s)'],
  [Type.String({ pattern: '^a+$' }), 'ab', 'has an invalid format'],
  [Type.String({ format: 'email' }), 'ab', 'is not an e-mail address'],
  [Type.String({ format: 'url' }), 'ab', 'is not a web address'],
  [Type.String({ format: 'date' }), '2026-13-01', 'is not a date'],
  [Type.String({ format: 'ipv4' }), 'ab', 'has an invalid format'],
  [Type.Number(), 'ab', 'is not a number'],
  [Type.Integer(), '1.5', 'is not a whole number'],
  [Type.Number({ minimum: 3 }), '2', 'must be at least 3'],
  [Type.Number({ maximum: 3 }), '4', 'must be at most 3'],
  [Type.Number({ exclusiveMinimum: 3 }), '3', 'must be more than 3'],
  [Type.Number({ exclusiveMaximum: 3 }), '3', 'must be less than 3'],
  [Type.Number({ multipleOf: 5 }), '7', 'must be a multiple of 5'],
  [Type.Union([Type.Literal('a'), Type.Literal('b')]), 'c', 'is not one of the choices'],
  [Type.Enum(['a', 'b']), 'c', 'is not one of the choices'],
  [Type.Union([Type.Integer({ minimum: 3 }), Type.Null()]), '2', 'must be at least 3'],
  [Type.Array(Type.String(), { minItems: 2 }), ['a'], 'should have at least 2 item(s)'],
  [Type.Array(Type.Enum(['a', 'b'])), ['a', 'c'], 'is not one of the choices'],
  [
    Type.Array(Type.Object({ a: Type.String() }), { maxItems: 1 }),
    [{ a: 'x' }, { a: 'y' }],
    'should have at most 1 item(s)',
  ],
])('%j says of %j what people understand', (field, typed, problem) => {
  expect(problems(Type.Object({ field }), { field: typed })).toEqual({ field: problem })
})

test('choices may be numbers, which come as text', () => {
  const schema = Type.Object({
    size: Type.Enum([1, 2]),
    speed: Type.Union([Type.Literal(1), Type.Literal('fast')]),
  })
  expect(cast(schema, { size: '2', speed: '1' }).value).toEqual({ size: 2, speed: 1 })
})

test('rows are a list in their order, and errors name the row', () => {
  const schema = Type.Object({
    items: Type.Array(Type.Object({ text: Type.String(), count: Type.Integer() })),
  })
  const rows = { a: { text: 'tea', count: '1' }, 7: { text: '', count: 'x' } }
  expect(cast(schema, { items: rows }).typed).toEqual({
    items: [
      { text: '', count: 'x', _key: '7' },
      { text: 'tea', count: '1', _key: 'a' },
    ],
  })
  expect(problems(schema, { items: rows })).toEqual({
    'items.0.text': "can't be blank",
    'items.0.count': 'is not a whole number',
  })
  expect(cast(schema, {}).value).toEqual({ items: [] })
})

test('a key may be named as what every object has, and be missing', () => {
  const schema = Type.Object({ constructor: Type.Array(Type.Object({ toString: Type.String() })) })
  expect(cast(schema, {}).value).toEqual({ constructor: [] })
  expect(problems(schema, { constructor: { 0: {} } })).toEqual({ 'constructor.0.toString': "can't be blank" })
})
