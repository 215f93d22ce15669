import { describe, expect, test } from 'vitest'
import { validateContent, validateName } from '../../src/chatter/index.ts'
import { problemsOf } from '../support/problems.ts'

describe('a name', () => {
  test.each(['ana', 'A', '_', 'Zoe', 'a-b_c9', 'x'.repeat(50), '  ana\n'])('may be %j', (name) => {
    expect(validateName(name)).toMatchObject({ ok: true, value: { name: name.trim() } })
  })

  test.each(['', '   '])('must not be empty, as %j is', (name) => {
    expect(problemsOf(validateName(name))).toEqual({ name: 'Username cannot be empty' })
  })

  test('must not have more than 50 characters', () => {
    const errors = { name: 'should be at most 50 character(s)' }
    expect(problemsOf(validateName('x'.repeat(51)))).toEqual(errors)
  })

  test.each(['a b', 'zoë', 'a.b', '<b>', 'a\nb', '😀', 'a\0b'])(
    'must not have other characters, as %j does',
    (name) => {
      const errors = { name: 'can only contain letters, numbers, underscores, and hyphens' }
      expect(problemsOf(validateName(name))).toEqual(errors)
    },
  )
})

describe('a content', () => {
  test('is kept without the space around it', () => {
    expect(validateContent(' two\nlines \n')).toMatchObject({ ok: true, value: { content: 'two\nlines' } })
  })

  test.each(['', ' \n\t ', '\0'])('must not be blank, as %j is', (content) => {
    expect(problemsOf(validateContent(content))).toEqual({ content: "can't be blank" })
  })

  test('may have 1,000 characters, of which an emoji is one', () => {
    expect(validateContent('😀'.repeat(1_000)).ok).toBe(true)
    const errors = { content: 'should be at most 1000 character(s)' }
    expect(problemsOf(validateContent('😀'.repeat(1_001)))).toEqual(errors)
  })
})
