import { Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import {
  addError,
  type Changeset,
  cast,
  check,
  checks,
  confirmation,
  exclusion,
  format,
  inclusion,
  length,
  message,
  number,
  required,
  textOf,
  update,
  validate,
} from '../../../src/live/changeset.ts'

const Account = Type.Object({
  name: Type.String(),
  password: Type.String(),
  again: Type.Optional(Type.String()),
  age: Type.Optional(Type.Integer()),
  tags: Type.Array(Type.String()),
  address: Type.Object({ city: Type.Optional(Type.String()) }),
})

const account = (typed: object) => cast(Account, { name: 'ana', password: 'secret', ...typed })

const problems = ({ errors }: Changeset<unknown>) =>
  Object.fromEntries(errors.map(({ path, message }) => [path, textOf(message)]))

test('each check adds to a changeset, and leaves the one before as it was', () => {
  const before = account({ name: 'ab' })
  const after = validate(before, length('name', { min: 3 }), format('password', /\d/))
  expect(problems(after)).toEqual({
    name: 'should be at least 3 character(s)',
    password: 'has an invalid format',
  })
  expect(before).toMatchObject({ ok: true, errors: [] })
  expect(after).toMatchObject({ ok: false, value: undefined, changes: { name: 'ab' } })
})

test('a field has one error at a time, and one that is blank is left alone', () => {
  const checked = validate(
    account({ name: 'a b', age: '' }),
    format('name', /^\w+$/),
    length('name', { min: 9 }),
    number('age', { min: 18 }),
  )
  expect(problems(checked)).toEqual({ name: 'has an invalid format' })
})

test('a value is changed by `update`, what was typed is not', () => {
  const checked = validate(
    account({ name: ' ana ' }),
    update('name', (name) => name.trim()),
  )
  expect(checked).toMatchObject({ value: { name: 'ana' }, typed: { name: ' ana ' } })
  expect(
    validate(
      account({}),
      update('age', (age) => age + 1),
    ).value,
  ).not.toHaveProperty('age')
})

describe('required', () => {
  test('finds what an earlier check has emptied', () => {
    const checked = validate(
      account({ name: '\0' }),
      update('name', (name) => name.replace('\0', '')),
      required('name'),
    )
    expect(problems(checked)).toEqual({ name: "can't be blank" })
  })

  test('says in other words what the schema has found', () => {
    expect(problems(validate(account({ name: '' }), required('name', 'Give a name.')))).toEqual({
      name: 'Give a name.',
    })
  })

  test('asks for what the schema lets be missing', () => {
    expect(problems(validate(account({}), required('address.city')))).toEqual({
      'address.city': "can't be blank",
    })
  })

  test('leaves a field alone that has been filled in with something wrong', () => {
    expect(problems(validate(account({ age: 'x' }), required('age')))).toEqual({
      age: 'is not a whole number',
    })
  })
})

test('a length counts characters as people do, and the items of a list', () => {
  expect(validate(account({ name: '😀😀' }), length('name', { max: 2 })).ok).toBe(true)
  expect(
    problems(
      validate(
        account({ name: '😀😀😀', tags: ['a'] }),
        length('name', { max: 2 }),
        length('tags', { min: 2 }),
      ),
    ),
  ).toEqual({
    name: 'should be at most 2 character(s)',
    tags: 'should have at least 2 item(s)',
  })
})

test.each([
  [{ min: 18 }, '17', 'must be at least 18'],
  [{ max: 18 }, '19', 'must be at most 18'],
  [{ moreThan: 18 }, '18', 'must be more than 18'],
  [{ lessThan: 18 }, '18', 'must be less than 18'],
])('a number within %j is not %s', (limits, age, problem) => {
  expect(problems(validate(account({ age }), number('age', limits)))).toEqual({ age: problem })
})

test('a value is one of some, or none of others', () => {
  const checked = validate(
    account({ tags: ['a', 'c'] }),
    inclusion('tags', ['a', 'b']),
    exclusion('name', ['ana']),
  )
  expect(problems(checked)).toEqual({ tags: 'is not one of the choices', name: 'is reserved' })
  expect(validate(account({ tags: ['a'] }), inclusion('tags', ['a', 'b'])).ok).toBe(true)
})

test('a confirmation fails where it was typed for the second time', () => {
  const given = (again: string) => problems(validate(account({ again }), confirmation('password', 'again')))
  expect(given('secret')).toEqual({})
  expect(given('secrets')).toEqual({ again: 'does not match' })
  expect(given('')).toEqual({ again: 'does not match' })
})

test('a check of your own sees the value and what is around it', () => {
  const checked = validate(
    account({ password: 'ana' }),
    check('password', (password, { changes }) => (password === changes['name'] ? 'is your name' : undefined)),
  )
  expect(problems(checked)).toEqual({ password: 'is your name' })
})

test('checks of a schema are one check, to be used again', () => {
  const rules = checks(
    Account,
    length('name', { min: 9 }),
    length('password', { min: 9 }, 'is too short, {count} would do'),
  )
  expect(problems(validate(account({}), rules))).toEqual({
    name: 'should be at least 9 character(s)',
    password: 'is too short, 9 would do',
  })
})

test('a message is data: it can be said in another language', () => {
  const german = ({ text, values }: { text: string; values: object }) =>
    `${{ 'should be at least {count} character(s)': 'zu kurz' }[text]} (${Object.values(values)})`
  const [error] = validate(account({}), length('name', { min: 9 })).errors
  expect(error!.message).toEqual({
    rule: 'length',
    text: 'should be at least {count} character(s)',
    values: { count: 9 },
  })
  expect(german(error!.message)).toBe('zu kurz (9)')
})

test('an error may stand at no field, and keep a brace that nothing is given for', () => {
  const checked = addError(account({}), '', message('custom', 'Closed until {time} {zone}.', { time: 9 }))
  expect(problems(checked)).toEqual({ '': 'Closed until 9 {zone}.' })
})
