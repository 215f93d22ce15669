import { expect, test } from 'vitest'
import { sentence } from '../../../views/components/sentence.ts'

test('an error that only says what is wrong is given its subject', () => {
  expect(sentence('Message', "can't be blank")).toBe("Message can't be blank")
})

test('an error that is a sentence already stays as it is', () => {
  expect(sentence('Username', 'Username cannot be empty')).toBe('Username cannot be empty')
})
