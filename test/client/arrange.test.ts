import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange, type Child } from '../../client/live/rules/arrange.ts'
import type { StreamInsert } from '../../src/live/wire/tree.ts'

const child = (id: string): Child => ({ id, isRow: id !== id.toUpperCase() })
const ids = (children: readonly Child[]) => children.map(({ id }) => id).join('')
const insert = (
  id: string,
  at: number,
  limit: number | null = null,
  isUpdate: boolean | null = null,
): StreamInsert => [id, at, limit, isUpdate]

/** Rows are small letters, other children capitals. */
const order = (children: string, ...inserts: StreamInsert[]) =>
  ids(arrange([...children].map(child), inserts))

test('an appended row stands behind the last row and before what follows the rows', () => {
  expect(order('Xab', insert('c', -1))).toBe('Xabc')
  expect(order('abX', insert('c', -1))).toBe('abcX')
  expect(order('X', insert('a', -1), insert('b', -1))).toBe('abX')
})

test('an index counts all children', () => {
  expect(order('Xab', insert('c', 0))).toBe('cXab')
  expect(order('Xab', insert('c', 2))).toBe('Xacb')
  expect(order('ab', insert('c', 9))).toBe('abc')
})

test('a row that stands there keeps its place, and an update alone adds none', () => {
  expect(order('ab', insert('a', -1))).toBe('ab')
  expect(order('ab', insert('c', -1, null, true))).toBe('ab')
})

test('limits count rows only, and apply after each insert', () => {
  expect(order('Xab', insert('c', -1, -2))).toBe('Xbc')
  expect(order('Xab', insert('c', 0, 2))).toBe('cXa')
  expect(order('ab', insert('c', -1, 2))).toBe('ab')
})

test('whatever is inserted, others stay in order, no row stands twice and none is lost but by a limit', () => {
  const letter = fc.constantFrom(...'abcdefgh')
  const inserts = fc.uniqueArray(
    fc.tuple(letter, fc.integer({ min: -1, max: 9 }), fc.constantFrom(null, 2, 5, -2, -5)),
    { selector: ([id]) => id },
  )
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...'abcdXYZ')), inserts, (before, placements) => {
      const changes = placements.map(([id, at, limit]) => insert(id, at, limit))
      const result = arrange(before.map(child), changes)
      const shown = new Set(result.map(({ id }) => id))
      expect(shown.size).toBe(result.length)
      const all = new Set([...before, ...placements.map(([id]) => id)])
      expect(all).toEqual(new Set([...all, ...shown]))
      const others = (list: readonly Child[]) => ids(list.filter(({ isRow }) => !isRow))
      expect(others(result)).toBe(others(before.map(child)))
      const limits = placements.map(([, , limit]) => limit).filter((limit) => limit !== null)
      if (limits.length === 0) expect(shown).toEqual(all)
      const last = placements.at(-1)?.[2]
      if (limits.length > 0 && last)
        expect(result.filter(({ isRow }) => isRow).length).toBeLessThanOrEqual(Math.abs(last))
    }),
  )
})
