import { describe, expect, test } from 'vitest'
import { validateContent, validateName } from '../../src/chatter/index.ts'

describe('a name', () => {
  test.each(['ana', 'A', '_', 'Zoe', 'a-b_c9', 'x'.repeat(50), '  ana\n'])('may be %j', (name) => {
    expect(validateName(name)).toEqual({ ok: true, value: name.trim() })
  })

  test.each(['', '   '])('must not be empty, as %j is', (name) => {
    expect(validateName(name)).toEqual({ ok: false, errors: { name: 'Username cannot be empty' } })
  })

  test('must not have more than 50 characters', () => {
    const errors = { name: 'should be at most 50 character(s)' }
    expect(validateName('x'.repeat(51))).toEqual({ ok: false, errors })
  })

  test.each(['a b', 'zoë', 'a.b', '<b>', 'a\nb', '😀', 'a\0b'])(
    'must not have other characters, as %j does',
    (name) => {
      const errors = { name: 'can only contain letters, numbers, underscores, and hyphens' }
      expect(validateName(name)).toEqual({ ok: false, errors })
    },
  )
})

describe('a content', () => {
  test('is kept without the space around it', () => {
    expect(validateContent(' two\nlines \n')).toEqual({ ok: true, value: 'two\nlines' })
  })

  test.each(['', ' \n\t ', '\0'])('must not be blank, as %j is', (content) => {
    expect(validateContent(content)).toEqual({ ok: false, errors: { content: "can't be blank" } })
  })

  test('may have 1,000 characters, of which an emoji is one', () => {
    expect(validateContent('😀'.repeat(1_000)).ok).toBe(true)
    const errors = { content: 'should be at most 1000 character(s)' }
    expect(validateContent('😀'.repeat(1_001))).toEqual({ ok: false, errors })
  })
})
