import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortId, uuidOf } from '../../../views/components/message-id.ts'

test('a short id stands for the id of a message, and fits into an attribute and a selector', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(shortId(id)).toMatch(/^[\w-]{22}$/)
      expect(uuidOf(shortId(id))).toBe(id)
    }),
  )
})

test.each(['', 'x', 'not an id at all, by far'])('%j stands for no message', (short) => {
  expect(uuidOf(short)).not.toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})
