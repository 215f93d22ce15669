import { expect, test } from 'vitest'
import { initialsOf } from '../../../views/components/avatar.ts'

test.each([
  ['ada_lovelace', 'AL'],
  ['grace-hopper', 'GH'],
  ['linus', 'LI'],
  ['x', 'X'],
  ['_private', 'PR'],
  ['a-b-c', 'AB'],
  ['--', ''],
])('the initials of %s are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
