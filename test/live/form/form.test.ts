import { type TObject, Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import { checks, length, message, required } from '../../../src/live/changeset.ts'
import { type Form, type LiveForm, liveForm } from '../../../src/live/index.ts'
import { waysOf } from '../../../src/live/view/decode.ts'
import { decodeEvent } from '../../../src/live/view/event.ts'

const Person = Type.Object({
  name: Type.String({ maxLength: 20 }),
  age: Type.Optional(Type.Integer({ default: 18 })),
  address: Type.Object({ city: Type.String() }),
  tags: Type.Array(Type.String()),
})

const person = liveForm(Person, { name: 'person', check: checks(Person, length('name', { min: 2 })) })

/** The form as a browser sends it: its fields, url-encoded, and the name of the field that has changed. */
function sent<T>(kind: LiveForm<T>, value: string, _target?: string): Form<T> {
  const meta = _target === undefined ? {} : { _target }
  const event = { type: 'form', event: 'check', value, meta, cid: undefined, repeats: undefined }
  return decodeEvent(waysOf({ check: kind }), event) as unknown as Form<T>
}

const send = (value: string, target?: string) => sent(person, value, target)

test('a form begins with the defaults of its schema, and says nothing', () => {
  const form = person.start({ name: 'A' })
  expect(form).toMatchObject({ ok: false, action: 'start', id: 'person' })
  expect(form.field('age')).toMatchObject({ typed: 18, errors: [] })
  expect(form.field('name')).toMatchObject({ typed: 'A', errors: [], isUsed: false })
  expect(form.errors.map(({ path }) => path)).toEqual(['address.city', 'name'])
})

test('a form that is sent has what was typed, and its value once all is right', () => {
  const form = send(
    'person[name]=Ana&person[age]=42&person[address][city]=Rome&person[tags][]=a&person[tags][]=b',
  )
  expect(form).toMatchObject({ ok: true, action: 'submit', errors: [] })
  expect(form.value).toEqual({ name: 'Ana', age: 42, address: { city: 'Rome' }, tags: ['a', 'b'] })
})

test('what does not fit comes back as it was typed', () => {
  const form = send('person[name]=A&person[age]=old&person[address][city]=')
  expect(form).toMatchObject({ ok: false, value: undefined })
  expect(form.field('age')).toMatchObject({ typed: 'old', errors: ['is not a whole number'] })
  expect(form.field('name').errors).toEqual(['should be at least 2 character(s)'])
  expect(form.field('address.city').errors).toEqual(["can't be blank"])
})

describe('while a form is filled in', () => {
  const change = (value: string) => send(value, 'person[name]')

  test('errors are shown for the fields that were used', () => {
    const form = change(
      'person[name]=A&person[_unused_age]=&person[age]=x&person[address][_unused_city]=&person[address][city]=',
    )
    expect(form.action).toBe('change')
    expect(form.field('name').errors).toHaveLength(1)
    expect(
      [form.field('age'), form.field('address.city')].map(({ isUsed, errors }) => [isUsed, errors]),
    ).toEqual([
      [false, []],
      [false, []],
    ])
    expect(form.errors).toHaveLength(3)
  })

  test('a list is used, and what holds a field that is used', () => {
    const form = change(
      'person[_unused_name]=&person[name]=&person[address][city]=R&person[_unused_tags][]=&person[tags][]=',
    )
    expect(
      ['name', 'address', 'address.city', 'tags'].filter((path) => form.field(path as 'name').isUsed),
    ).toEqual(['address', 'address.city'])
  })
})

test.each([
  '',
  'person=x',
  'person[]=x',
  'person[name][x]=1',
  'name=Ana',
  '%00',
  'person[__proto__][name]=x',
])('the input "%s" gives a form like any other, without a value', (value) => {
  const form = send(value)
  expect(form.ok).toBe(false)
  expect(form.field('name').errors).toEqual(["can't be blank"])
})

test('names and ids follow from the path', () => {
  const plain = liveForm(Person).start()
  expect([plain.field('address.city').name, plain.field('address.city').id]).toEqual([
    'address[city]',
    'form-address-city',
  ])
  const named = person.start()
  expect([named.field('address.city').name, named.field('tags').name]).toEqual([
    'person[address][city]',
    'person[tags][]',
  ])
  expect(named.withId('second').field('name')).toMatchObject({ id: 'second-name', name: 'person[name]' })
})

test('errors of the domain are shown at their fields, or above the form', () => {
  const form = send('person[name]=Ana&person[address][city]=Rome').withErrors([
    { path: 'name', message: message('taken', 'has already been taken') },
    { path: '', message: message('custom', 'Try {count} times.', { count: 2 }) },
  ])
  expect(form).toMatchObject({ ok: false, value: undefined })
  expect(form.field('name').errors).toEqual(['has already been taken'])
  expect(form.ownErrors).toEqual(['Try 2 times.'])
  expect(form.withError('age', 'is odd').field('age').errors).toEqual(['is odd'])
})

test('a program fills a field in, and everything is checked anew', () => {
  const form = send('person[name]=A&person[address][city]=Rome')
  const put = form.put('name', 'Ana')
  expect([form.ok, put.ok]).toEqual([false, true])
  expect(put.value).toMatchObject({ name: 'Ana' })
  expect(put.put('address.city', undefined).field('address.city').errors).toEqual(["can't be blank"])
})

test('messages are translated where they are shown', () => {
  const form = send('person[name]=A').translated(({ text, values }) => `<${text}|${JSON.stringify(values)}>`)
  expect(form.field('name').errors).toEqual(['<should be at least {count} character(s)|{"count":2}>'])
})

test('a field that the schema does not have is refused by name', () => {
  expect(() => person.start().field('emial' as 'name')).toThrow(
    'A form was asked for its field "emial". Its schema declares: name, age, address, tags.',
  )
})

test.each(['a.b', 'a[b]', '_a', ''])('a schema with the key "%s" is no form', (key) => {
  const schema: TObject = Type.Object({ list: Type.Array(Type.Object({ [key]: Type.String() })) })
  expect(() => liveForm(schema)).toThrow(`liveForm() was given a schema with the key "${key}".`)
})

describe('the rows of a list', () => {
  const List = Type.Object({
    lines: Type.Array(
      Type.Object({ text: Type.String(), parts: Type.Array(Type.Object({ n: Type.Integer() })) }),
    ),
  })
  const list = liveForm(List)
  const rowsOf = (value: string, target?: string) =>
    sent(list, value, target)
      .field('lines')
      .rows.map((row) => `${row.key}:${row.field('text').typed ?? ''}`)
  const three = 'lines[0][text]=a&lines[1][text]=b&lines[x][text]=c'
  const sorted = `${three}&_sort_lines[]=x&_sort_lines[]=0&_sort_lines[]=1`

  test.each([
    ['come in the order that was sorted', sorted, undefined, ['x:c', '0:a', '1:b']],
    ['come in the order of their names when nothing was sorted', three, undefined, ['0:a', '1:b', 'x:c']],
    ['are added at the end', three, '_add_lines', ['0:a', '1:b', 'x:c', '2:']],
    ['are added where there are none', '', '_add_lines', ['0:']],
    ['are dropped by a target', sorted, '_drop_lines[0]', ['x:c', '1:b']],
    ['are dropped by a field', `${sorted}&_drop_lines[]=0&_drop_lines[]=x`, undefined, ['1:b']],
    ['move up', sorted, '_up_lines[1]', ['x:c', '1:b', '0:a']],
    ['move down', sorted, '_down_lines[x]', ['0:a', 'x:c', '1:b']],
    ['stay where the end is', sorted, '_up_lines[x]', ['x:c', '0:a', '1:b']],
    ['stay when nobody knows the key', sorted, '_drop_lines[7]', ['x:c', '0:a', '1:b']],
    [
      'are made by the key "new" of a sorting',
      `${sorted}&_sort_lines[]=new`,
      undefined,
      ['x:c', '0:a', '1:b', '2:'],
    ],
    ['may send nothing but their key', '_sort_lines[]=7', undefined, ['7:']],
    ['have no keys that would break a name', 'lines[a b][text]=x&_sort_lines[]=]', undefined, []],
  ])('%s', (_, value, target, expected) => {
    expect(rowsOf(value, target)).toEqual(expected)
  })

  test('in a row have actions of their own', () => {
    const value = 'lines[4][text]=a&lines[4][parts][2][n]=1&lines[4][parts][3][n]=x'
    const form = sent(list, value, 'lines[4][_drop_parts][2]')
    const [row] = form.field('lines').rows
    const parts = row!.field('parts')
    expect(parts.rows.map(({ key }) => key)).toEqual(['3'])
    expect(parts.rows[0]!.field('n')).toMatchObject({
      path: 'lines.0.parts.0.n',
      name: 'lines[4][parts][3][n]',
      id: 'form-lines-4-parts-3-n',
      errors: ['is not a whole number'],
    })
    expect(parts.list.add).toBe('lines[4][_add_parts]')
  })
})

test('a message of a check stands in place of the one of the schema', () => {
  const Named = Type.Object({ name: Type.String() })
  const named = liveForm(Named, { check: checks(Named, required('name', 'Give a name.')) })
  expect(sent(named, 'name=')).toMatchObject({
    errors: [{ path: 'name', message: { text: 'Give a name.' } }],
  })
})
