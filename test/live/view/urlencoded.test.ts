import { expect, test } from 'vitest'
import { decodeForm, keysOf } from '../../../src/live/view/urlencoded.ts'

/** The form as plain JSON, so that maps without a prototype compare. */
const decode = (text: string) => JSON.parse(JSON.stringify(decodeForm(text)))

test('every value is text, decoded', () => {
  expect(decode('a=1&b=x+y%20z&c=%C3%A9&d')).toEqual({ a: '1', b: 'x y z', c: 'é', d: '' })
})

test('of a name that comes again the last value counts', () => {
  expect(decode('a=1&a=2')).toEqual({ a: '2' })
})

test('names with brackets nest', () => {
  expect(decode('user[name]=Bob&user[address][city]=Rome')).toEqual({
    user: { name: 'Bob', address: { city: 'Rome' } },
  })
})

test('names with empty brackets list', () => {
  expect(decode('a[]=1&a[]=2&b[c][]=3')).toEqual({ a: ['1', '2'], b: { c: ['3'] } })
})

test('a list of maps has a map for each pair', () => {
  expect(decode('a[][x]=1&a[][y]=2')).toEqual({ a: [{ x: '1' }, { y: '2' }] })
})

test('of names that disagree about the shape the last one counts', () => {
  expect(decode('a=1&a[b]=2')).toEqual({ a: { b: '2' } })
  expect(decode('a[b]=2&a=1')).toEqual({ a: '1' })
  expect(decode('a[b]=2&a[]=1')).toEqual({ a: ['1'] })
  expect(decode('a[]=1&a[b]=2')).toEqual({ a: { b: '2' } })
})

test('a name that is not well formed is a name like any other', () => {
  for (const name of ['a[', 'a]', '[a]', 'a[b]c', 'a[[b]]', '']) {
    expect(decode(`${encodeURIComponent(name)}=1`)).toEqual({ [name]: '1' })
  }
})

test('a field may be named __proto__ or constructor', () => {
  const form = decodeForm('__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1')
  expect(Object.keys(form)).toEqual(['__proto__', 'constructor', 'a'])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a name that nests too deep is dropped', () => {
  const name = (depth: number) => `a${'[b]'.repeat(depth - 1)}`
  expect(Object.keys(decodeForm(`${name(16)}=1`))).toEqual(['a'])
  expect(Object.keys(decodeForm(`${name(17)}=1&${name(5000)}=1&c=1`))).toEqual(['c'])
})

test('text that is no form gives what can be read of it', () => {
  expect(decode('')).toEqual({})
  expect(decode('&&=&%E0%A4%A=1')).toEqual(expect.objectContaining({ '': '' }))
})

test('the keys of a name are its path', () => {
  expect(keysOf('user[tags][]')).toEqual(['user', 'tags', ''])
  expect(keysOf('name')).toEqual(['name'])
})
