import { expect, test } from 'vitest'
import { lookUp } from '../../src/chatter/look-up.ts'

/** A look-up of what begins with a letter, and what it was asked for. */
function letters() {
  const asked: (readonly string[])[] = []
  const find = lookUp(async (keys) => {
    asked.push(keys)
    if (keys.includes('broken')) throw new Error('planted')
    return new Map(keys.filter((key) => /^[a-z]/.test(key)).map((key) => [key, key.toUpperCase()]))
  })
  return { find, asked }
}

test('what is wanted at once is asked for once', async () => {
  const { find, asked } = letters()
  expect(await Promise.all(['a', 'b', 'a', '7'].map(find))).toEqual(['A', 'B', 'A', undefined])
  expect(await find('a')).toBe('A')
  expect(asked).toEqual([['a', 'b', '7'], ['a']])
})

test('a look-up that fails, fails for all who waited, and not for those after them', async () => {
  const { find } = letters()
  const results = await Promise.allSettled(['a', 'broken'].map(find))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await find('a')).toBe('A')
})
